"""Verbs that attribute, by family, each family with the complements it is looked for with.

The families follow Levin's (1993) and VerbNet's classes of verbs of communication, cognition, judgement, desire and
decree. One line is ``family | complements | verbs``; a verb of several words ("call for") names the particle or the
preposition that belongs to it, and its complement is what comes after that.

Complements: ``that`` a that-clause, ``zero`` a clause without "that", ``wh`` an indirect question, ``quote`` a
quotation, ``post`` a clause or quotation before the verb, ``to`` an infinitive, ``np`` a noun phrase, ``np-to`` a noun
phrase and an infinitive, ``np-of``, ``np-for``, ``np-as`` a noun phrase and that preposition, ``ing`` a gerund,
``hearer`` a person spoken to may stand before the rest.
"""

from dataclasses import dataclass
from functools import cache

FAMILIES = """
say | that zero wh quote post | say state add remark observe comment reply respond answer retort counter quip joke argue
    maintain insist contend write tweet email text blog hint imply intimate insinuate signal indicate testify swear
    claim allege assert aver avow attest opine muse posit postulate hypothesize theorize speculate reckon guess caution
    warn clarify elaborate specify continue interject volunteer venture begin conclude finish boast brag crow gloat gripe
    grumble complain moan protest object marvel gush enthuse concur charge preach declare proclaim pronounce announce
    note explain mention report reveal disclose divulge recount recall confess admit acknowledge concede confirm affirm
    reaffirm emphasize emphasise stress underline underscore suggest reiterate repeat restate predict forecast foresee
    lament bemoan stipulate point-out go-on-to-say go-on spell-out make-clear make-it-clear make-the-case make-the-point
    let-it-be-known counsel fume sneer scoff chime-in fire-back shoot-back hit-back agree rule
manner | that zero quote post | shout yell scream holler bellow whisper mumble mutter murmur growl snarl snap bark cry
    chant exclaim sing roar thunder whine wail rail rant rave vent bluster laugh smile
post | that zero quote post | post retweet caption headline
tell | hearer that zero wh quote post about | tell inform advise warn remind assure reassure notify alert caution promise
    convince persuade
ask | hearer wh quote post about | ask inquire wonder question query
publish | np ing | announce declare mention report reveal disclose divulge recount recall confess admit acknowledge concede
    confirm affirm reaffirm assert allege claim explain predict forecast emphasize emphasise stress underline underscore
    suggest reiterate repeat propose recommend outline detail cite quote invoke voice express proclaim retract unveil
    echo signal tout highlight tweet add note post write argue claim pledge promise vow threaten discuss describe spell-out lay-out set-out point-out rule-out
refer | np ing wh | refer-to point-to allude-to call-attention-to talk-about speak-about speak-of talk-of talk-up write-about
    comment-on elaborate-on remark-on joke-about complain-about complain-of boast-about boast-of
    brag-about warn-of warn-about warn-against caution-against rail-against lash-out-at hit-out-at speak-out-against
    speak-out-about rant-about hint-at inquire-about ask-about ask-for wonder-about speculate-about argue-for argue-against
    muse-about testify-about insist-on bring-up
    apologize-for apologise-for joke-about preach-about take-issue-with tell-of
react | np ing | respond-to react-to reply-to answer
attend | np ing | focus-on dwell-on touch-on harp-on gloss-over reflect-on expand-on
plead | np | call-for appeal-for push-for press-for lobby-for advocate-for advocate argue-for plead-for ask-for campaign-for
    campaign-against lobby-against demand request urge seek propose recommend petition-for
    come-out-against come-out-for come-out-in-favor-of side-with stand-by stand-with root-for
request | np-to that | ask tell urge beg implore beseech plead-with entreat exhort order command direct instruct encourage
    request call-on call-upon invite press pressure challenge dare counsel advise warn push remind lobby compel
demand | that to | demand ask request propose recommend suggest insist require urge order decree command move beg plead
    petition advise
commit | to that | promise pledge vow swear threaten offer agree consent undertake guarantee commit volunteer
decline | to | refuse decline
wish | to ing | intend plan aim hope want wish desire yearn long prefer expect aspire propose consider contemplate weigh
    mull plan-on favor
decide | to ing | decide choose opt resolve seek
want | np-to |  want expect like prefer wish
believe | that zero | believe think suppose assume presume suspect imagine doubt figure feel know realize realise
    understand recognize trust fear worry anticipate remember forget hope wish expect conclude calculate reckon
    sense decide determine bet pray learn discover fret accept
know | wh | know understand realize remember forget learn doubt decide see discuss debate consider question wonder
    determine explain figure-out
judge-good | np ing | praise applaud hail commend compliment laud salute extol congratulate thank endorse back support
    welcome tout champion defend
judge-bad | np np-for | criticize criticise condemn denounce slam blast attack assail decry deplore deride mock ridicule
    scold chide berate lambaste castigate rebuke reprimand admonish chastise censure disparage belittle denigrate malign
    insult slander vilify fault blame scorn disdain dismiss bash hammer skewer rip pan pillory excoriate lampoon knock
    needle taunt call-out trash bemoan lament
accuse | np np-of | accuse suspect charge
name | np | call label dub brand term deem declare pronounce proclaim
depict | np-as | describe characterize characterise portray depict paint cast see view regard perceive identify define
    recast frame pitch dismiss hail tout praise denounce deride mock criticize attack cite think-of refer-to speak-of
    talk-about remember bill sell recall
compare | np-to-np | compare liken equate
consider | np | consider
stance | np ing | support oppose favor favour reject rebuff spurn refute rebut deny dispute disavow repudiate renounce disown
    disapprove-of approve-of object-to agree-with disagree-with agree-to agree-on downplay protest question
act | np ing | approve accept resist contest challenge back veto counter respect trust
emotion | np to ing | like love hate dislike detest loathe despise resent regret enjoy fear dread admire appreciate
    mourn prefer distrust mistrust relish
worry | np ing | worry-about fear-for care-about believe-in think-of think-about hope-for wish-for long-for look-forward-to
    plan-for know-of know-about dream-of
show | that zero wh | show find demonstrate prove suggest indicate reveal establish confirm conclude reflect illustrate
    estimate calculate
poll | np | show find reveal indicate suggest estimate put give list
seem | to that | seem appear
desire | np | want
offer | np | offer
foresee | np | see envision foresee expect predict forecast
rate | np np-to | estimate expect project forecast predict rate rank
decree | np to that | rule decree order ban bar prohibit forbid authorize authorise mandate require adopt veto sign
    approve
ballot | np | vote-for vote-against
vote | to np | vote elect choose decide
"""


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb as a cue: its family, what it takes, and the words that must follow it."""

    lemma: str
    family: str
    frames: tuple[str, ...]
    particles: tuple[str, ...]


@cache
def verbs() -> dict[str, tuple[Verb, ...]]:
    """Return the cues of each verb form, those with particles first."""
    from lemminflect import getAllInflections

    found: dict[str, list[Verb]] = {}
    for family, frames, words in _lines():
        for entry in words:
            head, *particles = entry.split("-")
            cue = Verb(head, family, frames, tuple(particles))
            forms = {form for some in getAllInflections(head, upos="VERB").values() for form in some} | {head}
            for form in forms:
                found.setdefault(form, []).append(cue)
    return {form: tuple(sorted(cues, key=lambda cue: -len(cue.particles))) for form, cues in found.items()}


def _lines() -> list[tuple[str, tuple[str, ...], list[str]]]:
    """Return family, complements and verbs of each line."""
    joined = FAMILIES.replace("\n    ", " ").strip().splitlines()
    return [(a.strip(), tuple(b.split()), c.split()) for a, b, c in (line.split("|") for line in joined)]
