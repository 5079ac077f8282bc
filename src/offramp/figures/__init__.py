"""Every figure as SVG text, drawn once and used in the brief, the workbench, notebooks and the PDF."""
