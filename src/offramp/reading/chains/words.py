"""Words of chains: anonymous sources, documents, and the phrases that name relays, echoes and venues."""

import re

_ANONYMOUS_WORDS = """
source sources official officials person people diplomat diplomats aide aides adviser advisers advisor advisors insider
insiders witness witnesses resident residents analyst analysts expert experts observer observers lawmaker lawmakers
officer officers executive executives negotiator negotiators envoy envoys mediator mediators employee employees worker
workers soldier soldiers commander commanders member members colleague colleagues lawyer lawyers investigator
investigators critic critics supporter supporters activist activists survivor survivors economist economists historian
historians banker bankers trader traders ministers others staffer staffers delegate delegates
"""
_DOCUMENT_WORDS = """
report reports account accounts statement statements document documents figures data records letter memo study poll
survey filing filings transcript footage video videos images intelligence assessment dispatch dispatches agreement draft
"""
ANONYMOUS = re.compile(rf"\b(?:{'|'.join(_ANONYMOUS_WORDS.split())})\b", re.IGNORECASE)
DOCUMENT = re.compile(rf"\b(?:{'|'.join(_DOCUMENT_WORDS.split())})\b", re.IGNORECASE)
MEDIA_WORDS = re.compile(
    r"\b(?:media|outlets?|newspapers?|broadcasters?|(?:news )?agenc(?:y|ies)|press|newswires?|magazines?)\b",
    re.IGNORECASE,
)

_ADVERBS = r"(?:\w+ly |first |also |later |then |as )*"
RELAY = re.compile(
    rf"[,;]?\s*(?:and |who (?:was|were) |which (?:was|were) |as )?{_ADVERBS}"
    r"(?:cited|quoted|relayed|carried|reported|published|reviewed|seen|obtained|interviewed) (?:by|in) ",
    re.IGNORECASE,
)
ECHO = re.compile(
    rf"[,;]?\s*(?:and |which (?:was|were) |as )?{_ADVERBS}"
    r"(?:echoed|repeated|picked up|republished|confirmed|corroborated|matched|taken up) (?:by|in) ",
    re.IGNORECASE,
)
_SAYING = r"interview|remarks?|comments?|statement|letter|speech|address|briefing"
VENUE = re.compile(
    r"[,;]?\s*(?:and |who )?(?:spoke to|speaking to|speaking with|talking to|told|told to|"
    rf"in (?:an? |the )?(?:\w+ )?(?:{_SAYING}) (?:with|to|given to|for|on|at|before|published by)) ",
    re.IGNORECASE,
)
TOLD = re.compile(r"\s*(?P<whom>(?:[Tt]he )?[\w.’'& -]{2,60}?)(?=,| that\b| in\b| on\b| during\b|\s*[“\":])")
PLACE = re.compile(
    r"\b(?:in|at|during) (?:an? |the (?:same )?)(?:\w+ ){0,2}(?:interview(?: with [^,.“\"]{2,60})?|press conference|"
    r"news conference|briefing|statement|speech|televised address|rally|hearing|summit|post on [A-Z]\w+(?: \w+)?|"
    r"social media post)",
)

_MANY = (
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|most|both|all|a few|half|each|either|"
    r"none|at least \w+)"
)
SUBSET = re.compile(rf"^(?P<many>{_MANY}) of (?:the|those|these|them|its)\b(?: same| \w+)??(?: (?P<noun>\w+))?", re.I)
AGAIN = re.compile(r"^(?:those|these|the same|the|such|both|all)(?: (?:same|\w+))?? (?P<noun>\w+)$", re.IGNORECASE)
PERSON = re.compile(r"^(?:he|she|him|her|his|who)$", re.IGNORECASE)
SELF = re.compile(r"^(?:i|we|me|us|my|our)$", re.IGNORECASE)
PEOPLE = re.compile(r"^they$", re.IGNORECASE)
COUNT = re.compile(
    r"^(?:at least |more than |nearly |about |some |around |up to )?(?P<number>\d+|a dozen|an|a|one|two|three|four|"
    r"five|six|seven|eight|nine|ten|eleven|twelve)\b(?! of (?:the|those|these|them)\b)",
    re.IGNORECASE,
)
