"""What the builders of word lists share: reading hand-written lists, folding accents, writing."""

import unicodedata
from pathlib import Path

HERE = Path(__file__).parent
LEXICON = HERE.parent / "lexicon"

# Letters that no decomposition takes apart.
PLAIN = str.maketrans(
    {"đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "ß": "ss", "æ": "ae",
     "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ð": "d", "ə": "a", "Ə": "A", "ħ": "h"}
)


def fold(name):
    """The name without accents, as much of the press writes it."""
    parts = unicodedata.normalize("NFD", name.translate(PLAIN))
    return "".join(c for c in parts if not unicodedata.combining(c))


def read_list(path):
    """Names of a hand-written list with their classes: commas part names, [class] heads a section."""
    names, section = {}, ""
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            for name in line.split(","):
                if name.strip():
                    names.setdefault(name.strip(), set()).add(section)
    return names


def everyday_words():
    """English words that are no names here."""
    return set(read_list(HERE / "everyday-words.txt"))


def write_list(topic, header, rows):
    """Writes a word list: `rows` is name to class, which may be empty."""
    lines = sorted((f"{n}\t{c}" if c else n for n, c in rows.items()), key=str.encode)
    text = "".join(f"# {line}\n" for line in header) + "".join(f"{line}\n" for line in lines)
    (LEXICON / f"{topic}.txt").write_text(text, encoding="utf-8")
    print(f"{topic}: {len(rows)}")
