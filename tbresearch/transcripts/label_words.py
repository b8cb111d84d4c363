"""Words that tell a speaker from a sentence with a colon in it. Data only."""

from __future__ import annotations

__all__ = [
    "DISCOURSE",
    "HEADER",
    "NOISES",
    "NUMBERED",
    "PARTICLES",
    "PHRASES",
    "PREPOSITIONS",
    "ROLES",
    "TITLES",
]


def _words(column: str) -> frozenset[str]:
    return frozenset(column.split())


# Whoever is called so is a speaker, also when the label occurs once.
ROLES = _words("""
    interviewer interviewster gespreksleider gespreksleidster moderator onderzoeker
    onderzoekster vragensteller facilitator observator notulist respondent
    respondente geïnterviewde deelnemer deelneemster participant spreker spreekster
    speaker resp int dln
    """)

# A form of address before a name: "Mevrouw Karin", "Dhr. Jansen".
TITLES = _words("mevrouw mevr mw meneer mijnheer dhr heer mr drs dr ing ir prof zuster")

# Lower-case parts of a name, and what joins two names in one label.
PARTICLES = _words("""
    van de der den ter ten te het 't 's von la le el al ben in op aan bij en heer
    mevrouw meneer
    """)

# These begin a name only before another particle: "In 't Veld", "Op den Akker".
PREPOSITIONS = _words("in op aan bij en te")

# Words that begin a sentence, or are one with the colon after them.
DISCOURSE = _words("""
    ik jij je u hij zij ze wij we jullie dit dat deze die er hier daar dan toen nu
    maar want dus omdat doordat terwijl als toch ook nog al niet geen wel ja nee nou
    kijk kortom bijvoorbeeld bijv namelijk oftewel ofwel of eigenlijk verder
    daarnaast daarom daardoor bovendien echter tenslotte uiteindelijk samenvattend
    samengevat concluderend conclusie resultaat gevolg vervolgens kort nogmaals
    opmerking noot notitie let nb ps voorbeeld citaat bron stel wat wie waar waarom
    wanneer hoe hoezo welke mijn jouw zijn haar ons onze hun iemand iedereen niemand
    alles iets niets sommige veel andere eerst voor na met zonder om over onder uit
    sinds tijdens volgens eens even misschien natuurlijk precies klopt oké ok goed
    prima dwz oa eén één tot vandaag gisteren morgen soms vaak altijd nooit meestal
    later daarna intussen ondertussen anders immers trouwens overigens belangrijk
    kern voordeel nadeel advies tip idee doel oorzaak reden probleem oplossing
    samenvatting inleiding toelichting uitleg antwoorden voorbeelden
    """)
PHRASES = frozenset(
    (
        "aan de andere kant",
        "aan de ene kant",
        "in het kort",
        "ten derde",
        "ten eerste",
        "ten slotte",
        "ten tweede",
    )
)

# With a number these head a part of a text, "Stap 1"; without, they must come back.
NUMBERED = _words("""
    stap punt fase deel thema vraag optie hoofdstuk bijlage pagina blok onderdeel
    onderwerp ronde regel alinea actie actiepunt besluit agendapunt antwoord
    """)

# Keys of the block above a transcript: "Datum: 3 november 2025".
HEADER = _words("""
    datum tijd tijdstip locatie plaats duur opname opnameduur bestand bestandsnaam
    titel onderwerp project aanwezig aanwezigen afwezig deelnemers sprekers
    transcript transcriptie transcribent versie gespreksnummer interviewnummer
    betreft kenmerk organisatie functie leeftijd geslacht legenda setting studie
    """)

# Between brackets these are heard, and nobody is called so.
NOISES = _words("""
    lacht lachen lachend gelach lach stilte pauze onverstaanbaar onduidelijk applaus
    muziek zucht zuchten zuchtend huilt huilen hoest kucht kuchen geluid telefoon gaat
    rumoer fluistert fluisterend knikt inaudible laughs laughter crosstalk silence
    pause music applause unintelligible foreign geroezemoes onderbreking opname door
    elkaar papier wijst
    """)
