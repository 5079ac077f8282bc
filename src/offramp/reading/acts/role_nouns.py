"""Nouns that name somebody who can act: persons by their office, groups, institutions, states."""

ROLES = frozenset(
    """
    president minister premier chancellor king queen prince leader ruler dictator governor mayor senator lawmaker congressman
    parliament congress senate cabinet government administration ministry regime junta opposition party coalition council
    court judge prosecutor police army navy force military militia troop soldier officer general commander guerrilla rebel
    fighter insurgent group movement faction organization organisation union federation alliance bloc commission agency
    authority department company firm corporation employer management manager board owner shareholder bank investor worker
    employee staff crew member teacher nurse writer actor studio producer guild striker protester demonstrator crowd activist
    official diplomat envoy mediator negotiator ambassador spokesman spokeswoman spokesperson secretary chief chairman director
    delegate delegation team side country state nation neighbour neighbor republic kingdom city capital embassy mission
    hijacker kidnapper gang cartel syndicate trafficker bandit captor guard family supporter resident farmer fisherman driver
    tribe community church supplier buyer seller competitor rival adversary ally lawyer source analyst expert people
    man woman citizen population public civilian elite network criminal terrorist narcoterrorist mainland island north south west palace headquarters management union docker
    fisher sailor pilot captain commando security administrator tenant landlord patient
    """.split()  # fmt: skip
)
"""In the singular."""
