"""Words by which a passage may sound like praise or like something to improve.

Written from general spoken Dutch, without any passage: how a person says that something
is missing, too much, too late or wished otherwise; and how that it helps, goes well or
has turned. In a cue `*` and `..` mean what they mean in `cue_words`.
"""

from __future__ import annotations

from typing import Final

__all__ = ["AFTER", "BEFORE", "PRAISE", "PRAISE_HINTS", "WISHES", "WISH_HINTS"]

_DEGREES: Final = (
    "veel weinig lang kort laat snel vroeg groot klein vaag moeilijk duur druk hoog "
    "laag zwaar licht vol ver vaak dichtbij ingewikkeld algemeen streng strak oud jong "
    "langzaam gehaast vrijblijvend afhankelijk onduidelijk vlug makkelijk algemene "
    "grote hoge ingewikkelde moeilijke vage"
)

# Who says this wishes, misses or complains.
WISHES: Final = (
    # what is missing
    *("mis ik", "ik mis", "mis je", "missen we", "missen wij", "miste ik", "gemist"),
    *("ik miste", "wat mist", "mist er", "mist nog", "ontbr*", "ontbrak*", "gebrek*"),
    *("tekort*", "te kort", "schiet* .. tekort", "ontbeer*", "nog steeds niet"),
    *("nog altijd niet", "nog steeds geen", "komt er niet van", "kwam er niet van"),
    *("er niet van", "niet aan toe", "blijft liggen", "bleef liggen", "laten zitten"),
    # too much, too little, too late
    *(f"te {degree}" for degree in _DEGREES.split()),
    *("teveel", "veel te *", "nauwelijks", "amper", "bijna nooit", "bijna niet"),
    *("pas na", "pas toen", "pas later", "pas als", "achteraf", "eindeloos"),
    *("druppel op", "nog maar", "had .. eerder", "eerder moeten", "niet eerder"),
    # what is wished or ought to be
    *("zou .. moeten", "zouden .. moeten", "moeten .. zou", "zou * beter"),
    *("had graag", "hadden graag", "zou graag", "zouden graag", "graag gewild"),
    *("liever", "had ik liever", "zou .. willen", "zouden .. willen", "wil graag"),
    *("had .. willen", "had .. moeten", "hadden .. moeten", "had .. kunnen"),
    *("hadden .. kunnen", "had .. gewild", "had .. mogen", "had .. beter"),
    *("zou .. helpen", "zou .. schelen", "zou .. fijn", "zou .. mooi", "zou .. goed"),
    *("zou .. prettig", "zou .. handig", "zou .. kunnen zijn", "mag wel", "mag best"),
    *("mogen wel", "mag .. meer", "mag .. beter", "mogen .. meer", "moet beter"),
    *("moet .. beter", "kan beter", "kan .. beter", "kon beter", "moet vaker"),
    *("moeten vaker", "moet .. anders", "moeten .. meer", "moet .. meer", "zouden we"),
    *("hoop dat", "ik hoop", "had ik maar", "was er maar", "waren er maar", "geef ons"),
    *("meer aandacht", "meer tijd", "meer ruimte", "behoefte aan", "nodig hebben we"),
    *("wens", "wensen", "pleit*", "verbeter*", "geen overbodige luxe", "moet echt"),
    # what goes wrong
    *("helaas", "jammer", "jammer genoeg", "zonde", "spijtig", "knelpunt*"),
    *("vervelend", "frustr*", "irrit*", "storend", "ergernis", "erger me", "erger ik"),
    *("ontevreden", "teleur*", "boos over", "baal*", "balen", "slecht", "slechte"),
    *("onduidelijk*", "onhandig*", "onvoldoende", "verwarrend", "rommelig"),
    *("misgaat", "mis gaat", "gaat mis", "ging mis", "misging", "misgegaan"),
    *("loopt spaak", "stroef", "loopt .. niet", "werkt niet", "werkte niet"),
    *("werkt .. niet", "klopt niet", "klopte niet", "niet goed", "niet genoeg"),
    *("niet serieus", "niet geholpen", "niet fijn", "niet prettig", "niet handig"),
    *("niet gehoord", "niet geluisterd", "niet .. geluisterd", "niet duidelijk"),
    *("niet naar gekeken", "niet bereikbaar", "niets mee", "niks mee", "niks aan"),
    *("niks voor", "niks over", "niks te zeggen", "niets te zeggen", "geen stap"),
    *("geen oog", "geen aandacht", "geen ruimte", "geen tijd", "geen geld"),
    *("geen verstand", "geen idee", "geen oplossing", "geen hulp", "geen klik"),
    *("geen rekening", "geen overleg", "geen overdracht", "geen plan", "geen mens"),
    *("geen enkele", "geen uren", "niemand die", "niemand heeft", "niemand had"),
    *("niemand voel*", "niemand vroeg", "niemand keek", "niemand weet", "niemand wist"),
    *("niemand luister*", "niemand kent", "niemand neemt", "niemand zegt"),
    *("nooit iemand", "nooit gezien", "nooit gevraagd", "nooit verteld", "nooit gehad"),
    *("nooit geleerd", "nooit gehoord", "steeds opnieuw", "steeds weer", "weer een"),
    *("elke keer opnieuw", "steeds een ander*", "langs elkaar", "zonder overleg"),
    *("in de steek", "laten vallen", "aan mijn lot", "van het kastje", "buitenspel"),
    *("alleen maar", "bleef het bij", "blijft het bij", "niet verder dan"),
    *("kost .. tijd", "kost .. moeite", "kwijt aan", "gek van", "moe van", "ziek van"),
    *("moedeloos", "wanhop*", "over mij heen", "over mijn hoofd", "een nummer"),
    *("van bovenaf", "in plaats van", "lopen .. tegenaan", "loop .. tegenaan"),
    *("loop .. vast", "lopen .. vast", "tegenaan", "lastig", "nergens", "niet eens"),
    *("op papier wel", "schande", "belachelijk", "waardeloos", "ellende", "gedoe"),
    *("onzin", "slaat nergens op", "vind ik raar", "kan toch niet", "kan niet zo"),
    *("niet de bedoeling", "vraag me af", "vraag je je af", "waarom eigenlijk"),
)
# Words that lean to that side.
WISH_HINTS: Final = (
    *("niemand", "nooit", "nergens", "niks", "niets", "geen", "niet", "moeilijk"),
    *("maar ja", "terwijl", "ineens", "opeens", "zomaar", "alleen nog", "toch maar"),
    *("moest ik", "moesten we", "moet je maar", "verplicht*", "opgelegd", "gedwongen"),
    *("druk", "wachtlijst*", "wachten", "bezuinig*", "regeltjes", "probleem is"),
    *("zelf maar", "weer", "alweer", "telkens", "hetzelfde", "weg", "fout", "kwijt"),
    *("dat was het", "punt", "klaar mee", "zogenaamd", "eigenlijk", "alsof"),
    *("meer", "beter", "pas", "nu moet", "moeten", "zou", "zouden", "had"),
)
# Who says this is glad of it, or tells what it brought.
PRAISE: Final = (
    # praise and thanks
    *("fijn", "fijne", "fijn dat", "prettig*", "goed dat", "mooi dat", "het mooie"),
    *("mooi", "mooie", "heerlijk", "blij", "blij mee", "blij dat", "dankbaar"),
    *("bedankt", "dank", "tevreden", "trots", "gelukkig", "geluk", "genoten"),
    *("top", "super", "geweldig", "fantastisch", "heel goed", "hartstikke goed"),
    *("prima", "perfect", "waardevol*", "goud", "goud waard", "sterk", "sterk aan"),
    *("positief", "knap", "lief", "aardig", "ideaal", "handig", "een verademing"),
    *("wat ik waardeer", "gewaardeerd", "waardeer*", "veel aan", "veel aan gehad"),
    *("meerwaarde", "voordeel", "opgeleverd", "winst", "succes*", "een uitkomst"),
    # what works and what it brought
    *("helpt", "hielp", "geholpen", "heeft .. geholpen", "scheelt", "scheelde"),
    *("werkt goed", "werkt heel goed", "wat .. werkt", "dat werkt", "werkte goed"),
    *("gaat goed", "ging goed", "loopt goed", "verloopt goed", "goed geregeld"),
    *("lukt", "lukte", "gelukt", "dat lukte", "voor elkaar", "opgelost", "op orde"),
    *("rust", "geeft rust", "rust in", "opgelucht", "opluchting", "lucht", "kracht"),
    *("vertrouw*", "op mijn gemak", "veilig", "serieus genomen", "gehoord", "begrepen"),
    *("mezelf zijn", "niet boos", "nooit boos", "niet .. gek aan", "kon ik alles"),
    *("klik", "klikte", "altijd tijd", "neemt de tijd", "nam de tijd", "mag altijd"),
    *("kon altijd", "kan altijd", "er voor me", "er voor mij", "aan mijn kant"),
    *(
        "gegroeid",
        "sterker",
        "steviger",
        "geleerd",
        "heb .. geleerd",
        "heeft .. geleerd",
    ),
    *("durf weer", "durf ik", "durf nu", "durft", "zelfvertrouwen", "kan ik nu"),
    *("kan nu", "nu zelf", "nu weer", "nu wel", "nu gewoon", "weet ik nu", "weet nu"),
    *("nu kan", "nu doe ik", "nu weet", "nu staat", "nu gaat", "nu heb ik", "nu is er"),
    *("nu doen", "nu elke", "nu helpt", "nu wordt", "eindelijk", "voor het eerst"),
    # turning points and whom they are owed to
    *("sindsdien", "sinds ze", "sinds zij", "sinds hij", "vanaf dat moment", "dankzij"),
    *("door haar", "door hem", "doordat", "zonder haar", "zonder hem", "daardoor"),
    *(
        "dat had nog nooit",
        "nog nooit iemand",
        "had nog nooit",
        "nooit iemand .. gevr*",
    ),
    *("precies goed", "precies wat", "precies genoeg", "goed zo", "zo hoort het"),
    *(
        "meteen gebeld",
        "meteen geregeld",
        "zo geregeld",
        "zo gefikst",
        "binnen een dag",
    ),
    *("dezelfde dag", "de volgende dag", "eerste die", "zag meteen", "wist meteen"),
    *("wist precies", "weet precies", "kent iedereen", "had door", "komt .. na"),
    *("maakt niet uit", "maakte niet uit", "maakte niks uit", "mocht ik", "mocht zelf"),
    *("er weer", "zin in", "gevierd", "lachen", "op de rit", "voorkomen", "beste"),
)
# Words that lean to that side.
PRAISE_HINTS: Final = (
    *("samen", "gewoon", "altijd", "echt", "meteen", "goed", "rustig", "langzaam"),
    *("ook", "zelfs", "nu", "weer", "lukken", "leuk", "beter", "kon", "kwam", "ging"),
    *("iedereen", "vaste", "steeds meer", "steeds minder", "stap voor stap", "eerst"),
    *("daarna", "toen", "elke dag", "elke week", "ze zei", "hij zei", "zij zei"),
    *("mee", "geregeld", "gebeld", "terecht", "zag", "snapt", "snap", "luistert"),
)
# A turn for the better: one of the first, and later one of the second.
BEFORE: Final = frozenset({"eerst", "vroeger", "voorheen", "toen", "eerder", "begin"})
AFTER: Final = frozenset({"nu", "inmiddels", "tegenwoordig", "nou"})
