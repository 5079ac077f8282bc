"""Language: which language a text looks like, by its script and the share of its commonest words."""

import re
from collections import Counter

NAMES = {
    "en": "English", "es": "Spanish", "fr": "French", "de": "German", "pt": "Portuguese", "it": "Italian", "nl": "Dutch",
    "pl": "Polish", "tr": "Turkish", "ru": "Russian", "uk": "Ukrainian", "ar": "Arabic", "fa": "Persian", "he": "Hebrew",
    "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "el": "Greek", "hi": "Hindi",
}  # fmt: skip
_COMMON = {
    "en": "the of to and in that is was for on with as it by at from has have his he said not but be are which an they were",
    "es": "de la que el en y los del las un por con una para su al lo como más pero sus le ha este se no es fue según",
    "fr": "de la le et les des en un une du que est pour qui dans par sur au plus pas avec ce il son sont aux ont selon",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus hat nach",
    "pt": "de a que o e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu foi segundo",
    "it": "di che e la il un a per in una non è sono da del si con le della i dei nel alla più ha anche secondo gli",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als door bij uit maar heeft naar werd volgens",
    "pl": "w i na z do się nie że to jest o za od jak po dla przez ale są oraz przy który która jego tym był według",
    "tr": "ve bir bu için ile da de olarak olan çok daha sonra kadar en ise ne ancak gibi dedi göre tarafından olduğunu",
}
_COMMON_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SCRIPTS = (
    ("ja", "\u3040-\u30ff"), ("ko", "\uac00-\ud7af"), ("zh", "\u4e00-\u9fff"), ("he", "\u0590-\u05ff"),
    ("ar", "\u0600-\u06ff"), ("el", "\u0370-\u03ff"), ("hi", "\u0900-\u097f"), ("ru", "\u0400-\u04ff"),
)  # fmt: skip
_SAMPLE = 20_000  # code points that are looked at
_LEAST_WORDS = 20
_LEAST_SHARE = 0.08


def guess_language(text: str) -> str | None:
    """Return the two-letter code of the language `text` looks like, or None when it is too short or mixed to tell."""
    sample = text[:_SAMPLE].lower()
    letters = sum(character.isalpha() for character in sample)
    for language, ranges in _SCRIPTS:
        if letters and len(re.findall(f"[{ranges}]", sample)) > letters * (0.1 if language == "ja" else 0.4):
            return _same_script(language, sample)
    words = re.findall(r"[^\W\d_]+", sample)
    if len(words) < _LEAST_WORDS:
        return None
    counts = Counter(words)
    shares = {language: sum(counts[word] for word in common) / len(words) for language, common in _COMMON_WORDS.items()}
    best = max(shares, key=lambda language: shares[language])
    return best if shares[best] >= _LEAST_SHARE else None


def _same_script(language: str, sample: str) -> str:
    """Tell apart the languages that share a script by letters that only one of them has."""
    if language == "ru" and re.search("[іїєґ]", sample):
        return "uk"
    if language == "ar" and re.search("[پچژگ]", sample):
        return "fa"
    return language
