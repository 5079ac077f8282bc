"""What each ending of the back-test stands for among the outcomes of international crises (the class ``icb``).

By form, before any score was looked at: *agreement*: both sides accept terms; *unilateral*: one side acts or gives way
without terms; *war*: full-scale war, whatever comes of it; *imposed*: one side has its way by force short of that;
*faded*: it goes on, or goes away. Endings of two forms have both. Disputes that are no international crises are left
out.
"""

GOES = ("agreement", "unilateral")  # somebody gives way, with terms or without

ICB = {
    "cuba-1962": {
        "general_war": "war",
        "invasion": "war",
        "strike": "imposed",
        "trade": "agreement",
        "swap": "agreement",
        "pledge": "agreement",
        "climb_down": "unilateral",
        "standoff": "faded",
    },
    "nile-dam-2020": {
        "war": "war",
        "agreed_first": "agreement",
        "agreed": "agreement",
        "filled_with_sudan": "unilateral",
        "filled_alone": "unilateral",
        "waiting": "faded",
    },
    "berlin-1961": {
        "war": "war",
        "column": "unilateral",
        "blockade": "unilateral",
        "agreement": "agreement",
        "treaty": "unilateral",
        "closed": "unilateral",
        "drift": "faded",
    },
    "czechoslovakia-1938": {
        "general_war": "war",
        "local_war": "war",
        "walkover": "imposed",
        "stages": "agreement",
        "godesberg": "imposed",
        "reprieve": "agreement",
        "standoff": "faded",
    },
    "falklands-1982": {
        "assault": "war",
        "war_at_sea": "war",
        "transfer": "agreement",
        "interim_rule": "agreement",
        "back_out": "unilateral",
        "fait_accompli": "unilateral",
        "siege": "faded",
    },
    "gambia-2017": {
        "war": "war",
        "exile": GOES,
        "retirement": GOES,
        "ouster": "imposed",
        "two_presidents": "faded",
        "holds_on": "faded",
    },
    "haiti-1994": {
        "battle": "war",
        "walkover": "imposed",
        "exile": GOES,
        "landing": "agreement",
        "word": "agreement",
        "standoff": "faded",
    },
    "kosovo-1999": {
        "bombed_in": "war",
        "air_war": "war",
        "un_force": "agreement",
        "rambouillet": "agreement",
        "paper_deal": "agreement",
        "no_albanian_yes": "faded",
        "impunity": "faded",
    },
    "kuwait-1990": {
        "wide_war": "war",
        "war": "war",
        "bargain": "agreement",
        "climb_down": "unilateral",
        "partial_exit": "unilateral",
        "embargo_fades": "faded",
        "siege": "faded",
    },
    "north-korea-2017": {
        "strike": "war",
        "invasion": "war",
        "bargain": "agreement",
        "disarmed": "unilateral",
        "withdrawn": "unilateral",
        "standoff": "faded",
    },
    "syria-iraq-1975": {
        "released_under_attack": "war",
        "released": GOES,
        "war": "war",
        "escalated": "unilateral",
        "attacked": "war",
        "standoff": "faded",
    },
}
