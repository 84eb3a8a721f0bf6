"""British and American spellings brought together.

The tables are rules and exceptions, not a dictionary: a rule may turn a word into one that nobody writes, as long as
both spellings of a word become the same. Stop words are here too, being of the same kind: words as data.
"""

from __future__ import annotations

from functools import lru_cache

# Endings: British on the left, what both become on the right. The first that fits is applied.
_ENDINGS = (
    ("isations", "izations"),
    ("isation", "ization"),
    ("isational", "izational"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("iser", "izer"),
    ("isers", "izers"),
    ("ises", "izes"),
    ("ise", "ize"),
    ("yses", "yzes"),
    ("yse", "yze"),
    ("ysed", "yzed"),
    ("ysing", "yzing"),
    ("ogue", "og"),
    ("ogues", "ogs"),
    ("lling", "ling"),
    ("lled", "led"),
    ("ller", "ler"),
    ("llers", "lers"),
)

# Words that end like the above and are spelled so on both sides.
_SAME_ON_BOTH_SIDES = frozenset(
    """
    advise advises advised adviser advisers advising anise appraise appraised appraiser appraises appraising apprise
    apprised arise arises arising billed billers billing braise bruise bruised bulled called caller callers calling
    cause cease cerise chastise chemise circumcise close colleague collared compelled compelling comprise comprised
    comprises comprising compromise compromised compromises compromising concise controlled controller controllers
    controlling cruise cruised culled culling demise despise despised devise devised devises devising disguise
    disguised disguises drilled drilling dulled dwelled dwelling dwellings enrolled enrolling enterprise enterprises
    enterprising excise exercise exercised exercises exercising expelled expertise falling fatigue filled filler
    filling franchise franchised franchises guise hauling house improvise improvised improvising incise installed
    installer installing intrigue killed killer killing league lease likewise lulled merchandise miller milling
    noise noises nose otherwise paradise patrolling plague please poise poised polled polling praise praised praises
    praising precise premise premises promise promised promises promising propelled propeller propelling pulled
    pulley pulling raise raised raiser raises raising rebelling reprise revise revised revises revising rise rises
    rising rogue rolled roller rolling seller sellers selling skilled skilling smaller smelled smelling spelled
    spelling spilled spilling stalled stalling supervise supervised supervises supervising surprise surprised
    surprises surprising swelling synagogue taller teller televise televised telling thriller tiller tongue treatise
    unskilled vague valise villers vogue willed willing wise wiser yelled yelling
    """.split()
)

# Words in -our that Americans write in -or; what is built on them follows.
_OUR = frozenset(
    """
    ardour armour behaviour candour clamour colour demeanour endeavour favour fervour flavour glamour harbour honour
    humour labour neighbour odour parlour rancour rigour rumour saviour savour splendour tumour valour vapour vigour
    """.split()
)

# Pairs that follow no rule: British=American.
_PAIRS = dict(
    pair.split("=")
    for pair in """
    acknowledgement=acknowledgment aeroplane=airplane ageing=aging aluminium=aluminum amongst=among
    anaesthesia=anesthesia anaesthetic=anesthetic anaesthetist=anesthetist analogue=analog archaeology=archeology
    artefact=artifact artefacts=artifacts burnt=burned calibre=caliber cancelled=canceled cancelling=canceling
    catalogue=catalog centre=center centred=centered centres=centers centring=centering cheque=check cheques=checks
    cosy=cozy councillor=councilor councillors=councilors counsellor=counselor counsellors=counselors
    defence=defense defences=defenses dialogue=dialog draught=draft dreamt=dreamed encyclopaedia=encyclopedia
    enrol=enroll enrolment=enrollment enrols=enrolls fibre=fiber fibres=fibers foetal=fetal foetus=fetus
    fulfil=fulfill fulfilment=fulfillment fulfils=fulfills furore=furor gaol=jail grey=gray gynaecology=gynecology
    haemorrhage=hemorrhage instalment=installment jewellery=jewelry judgement=judgment judgements=judgments
    kerb=curb kerbs=curbs kilometre=kilometer kilometres=kilometers learnt=learned licence=license licences=licenses
    litre=liter litres=liters lustre=luster manoeuvre=maneuver manoeuvres=maneuvers manoeuvring=maneuvering
    marvellous=marvelous meagre=meager mediaeval=medieval metre=meter metres=meters monologue=monolog mould=mold
    moustache=mustache oestrogen=estrogen offence=offense offences=offenses orthopaedic=orthopedic
    paediatric=pediatric paediatrician=pediatrician paediatrics=pediatrics plough=plow practise=practice
    practised=practiced practises=practices practising=practicing pretence=pretense programme=program
    programmes=programs prologue=prolog pyjamas=pajamas sceptic=skeptic sceptical=skeptical scepticism=skepticism
    sceptics=skeptics skilful=skillful sombre=somber spectre=specter spelt=spelled storey=story storeys=stories
    theatre=theater theatres=theaters tonne=ton tonnes=tons traveller=traveler tyre=tire tyres=tires whilst=while
    wilful=willful woollen=woolen
    """.split()
)

STOP_WORDS = frozenset(
    """
    a about above after again against all am an and any are as at be because been before being below between both
    but by can could did do does doing down during each few for from further had has have having he her here hers
    him his how i if in into is it its me more most my no nor not of off on once only or other our out over own same
    she should so some such than that the their them then there these they this those through to too under until up
    very was we were what when where which while who whom why will with would you your
    """.split()
)


@lru_cache(maxsize=65536)
def american(word: str) -> str:
    """Return the form under which the spellings of a folded, lower-case ``word`` meet."""
    if word in _PAIRS:
        return _PAIRS[word]
    if word in _SAME_ON_BOTH_SIDES or len(word) < 5:
        return word
    at = word.find("our", 2)
    if at > 0 and any(base in _OUR for base in _bases(word, at + 3)):
        return f"{word[:at]}or{word[at + 3 :]}"
    for british, both in _ENDINGS:
        if word.endswith(british) and len(word) - len(british) >= 3:
            return word[: -len(british)] + both
    return word


def _bases(word: str, end: int) -> tuple[str, ...]:
    """Return what may be a word in -our up to ``end``: with its prefix, and without."""
    prefixes = [prefix for prefix in ("un", "re", "dis") if word.startswith(prefix)]
    return (word[:end], *(word[len(prefix) : end] for prefix in prefixes))
