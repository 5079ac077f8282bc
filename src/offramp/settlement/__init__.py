"""The ways out: packages, bargaining solutions, and what makes a settlement hold."""
