//! Which language a text is in, as far as the reader must be told.
//!
//! Most letters decide the script, and a script of one language the language. Where languages share the
//! script, letters that only one of them has, or the commonest words (`model/languages.tsv`), decide.

use crate::TokenKind;
use crate::fnv::{self, Numbering, Numbers};
use crate::reader::Words;

/// Letters from which on a guess is made.
const LETTERS: u32 = 40;

/// Words that are looked at: a language shows in the first page.
const WORDS: usize = 2_000;

/// Share of words that must be common words of the language: in running text a third to a half are.
const SHARE: f32 = 0.12;

/// How much better than the next language it must fit.
const MARGIN: f32 = 1.15;

/// Scripts by their Unicode blocks, with the language that is meant by them unless a letter below says other.
const SCRIPTS: [(u32, u32, &str); 24] = [
    (0x0370, 0x03ff, "el"),
    (0x0400, 0x052f, "ru"),
    (0x0530, 0x058f, "hy"),
    (0x0590, 0x05ff, "he"),
    (0x0600, 0x077f, "ar"),
    (0x0900, 0x097f, "hi"),
    (0x0980, 0x09ff, "bn"),
    (0x0a00, 0x0a7f, "pa"),
    (0x0a80, 0x0aff, "gu"),
    (0x0b80, 0x0bff, "ta"),
    (0x0c00, 0x0c7f, "te"),
    (0x0c80, 0x0cff, "kn"),
    (0x0d00, 0x0d7f, "ml"),
    (0x0d80, 0x0dff, "si"),
    (0x0e00, 0x0e7f, "th"),
    (0x0e80, 0x0eff, "lo"),
    (0x1000, 0x109f, "my"),
    (0x10a0, 0x10ff, "ka"),
    (0x1200, 0x139f, "am"),
    (0x1780, 0x17ff, "km"),
    (0x1100, 0x11ff, "ko"),
    (0x3040, 0x30ff, "ja"),
    (0x4e00, 0x9fff, "zh"),
    (0xac00, 0xd7af, "ko"),
];

/// Letters that tell languages of one script apart: script's language, letters, language.
const LETTERS_OF: [(&str, &str, &str); 6] = [
    ("ru", "іїєґ", "uk"),
    ("ru", "ѓќѕ", "mk"),
    ("ru", "јљњћђџ", "sr"),
    ("ar", "ٹڈڑےں", "ur"),
    ("ar", "پچگژک", "fa"),
    ("zh", "のはをにが", "ja"),
];

/// Share of a script's letters that such letters must make up.
const TELLING: f32 = 0.01;

/// What languages are called, and the commonest words of those in Latin letters.
#[derive(Debug)]
pub(crate) struct Languages {
    /// Code and English name.
    names: Vec<(String, String)>,
    /// The number of each word, by its hash.
    words: Numbers,
    /// By that number: the languages that have the word, as indices.
    speakers: Vec<Vec<u8>>,
}

impl Languages {
    /// Reads the section `languages` of a model; `None` if a line is not code, name and words.
    pub(crate) fn load(bytes: &[u8]) -> Option<Self> {
        let mut names = Vec::new();
        let mut numbers = Numbering::new(0);
        let mut words = Vec::new();
        let mut speakers: Vec<Vec<u8>> = Vec::new();
        for line in std::str::from_utf8(bytes).ok()?.lines().filter(|l| !l.starts_with('#')) {
            let mut columns = line.split('\t');
            let number = u8::try_from(names.len()).ok()?;
            names.push((columns.next()?.to_owned(), columns.next()?.to_owned()));
            for word in columns.next()?.split_whitespace() {
                let hash = fnv::small_word(word);
                let place = numbers.number(hash) as usize;
                if place == speakers.len() {
                    words.push((hash, u16::try_from(place).ok()?));
                    speakers.push(Vec::new());
                }
                speakers.get_mut(place)?.push(number);
            }
        }
        Some(Self { names, words: Numbers::new(&words), speakers })
    }

    /// English name of a language.
    pub(crate) fn name(&self, code: &str) -> Option<&str> {
        self.names.iter().find(|(known, _)| known == code).map(|(_, name)| name.as_str())
    }

    /// ISO 639-1 code of the language of the text, if it is clear.
    pub(crate) fn guess(&self, words: &Words) -> Option<&str> {
        let (script, letters) = script(words.text())?;
        match script {
            Some(language) => Some(by_letters(words.text(), language, letters)),
            None => self.by_words(words),
        }
    }

    fn by_words(&self, words: &Words) -> Option<&str> {
        let mut hits = vec![0.0_f32; self.names.len()];
        let mut count = 0.0;
        let tokens = words.tokens().iter().enumerate();
        for (at, _) in tokens.filter(|(_, t)| t.kind == TokenKind::Word).take(WORDS) {
            count += 1.0;
            let number = self.words.get(words.hash(at));
            let speakers = number.and_then(|number| self.speakers.get(usize::from(number)));
            for &language in speakers.into_iter().flatten() {
                hits.get_mut(usize::from(language)).into_iter().for_each(|n| *n += 1.0);
            }
        }
        let (best, &score) = hits.iter().enumerate().max_by(|(_, a), (_, b)| a.total_cmp(b))?;
        let next = hits
            .iter()
            .enumerate()
            .filter(|&(i, _)| i != best)
            .map(|(_, &n)| n)
            .fold(0.0, f32::max);
        (score >= SHARE * count && score >= MARGIN * next)
            .then(|| self.names.get(best))
            .flatten()
            .map(|(code, _)| code.as_str())
    }
}

/// The language of the script of most letters (`None` inside: Latin), and how many letters that script has;
/// `None` outside: too few letters.
fn script(text: &str) -> Option<(Option<&'static str>, u32)> {
    let mut counts = [0_u32; SCRIPTS.len()];
    let mut latin = text.bytes().filter(u8::is_ascii_alphabetic).count() as u32;
    for c in text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()) {
        let code = u32::from(c);
        if code < 0x0370 {
            latin += 1;
        } else if let Some(at) =
            SCRIPTS.iter().position(|&(from, to, _)| (from..=to).contains(&code))
        {
            counts.get_mut(at).into_iter().for_each(|n| *n += 1);
        }
    }
    let all = counts.iter().sum::<u32>() + latin;
    if all < LETTERS {
        return None;
    }
    let (at, &most) = counts.iter().enumerate().max_by_key(|&(_, &n)| n)?;
    if latin >= most {
        return Some((None, latin));
    }
    SCRIPTS.get(at).map(|&(_, _, language)| (Some(language), most))
}

fn by_letters(text: &str, language: &'static str, letters: u32) -> &'static str {
    LETTERS_OF
        .iter()
        .filter(|(script, ..)| *script == language)
        .find(|(_, own, _)| {
            let found = text.chars().filter(|c| own.contains(*c)).count();
            found as f32 >= TELLING * letters as f32
        })
        .map_or(language, |&(_, _, other)| other)
}

#[cfg(test)]
mod tests {
    use crate::{Model, Options, analyze};

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let analysis = analyze(text, Model::shared(), &Options::default());
        assert_eq!(expected, analysis.reading.language.as_deref());
    }

    #[test]
    fn common_words_tell_latin_languages() {
        check(
            "The council said on Monday that it would rebuild the bridge after the flood.",
            Some("en"),
        );
        check(
            "El ayuntamiento dijo el lunes que reconstruirá el puente después de la inundación.",
            Some("es"),
        );
        check(
            "Der Stadtrat sagte am Montag, dass die Brücke nach der Flut wieder aufgebaut wird.",
            Some("de"),
        );
        check(
            "Baraza lilisema Jumatatu kwamba daraja la mji litajengwa upya baada ya mafuriko ya mwaka huu.",
            Some("sw"),
        );
    }

    #[test]
    fn scripts_and_their_letters_tell_the_rest() {
        check("Городской совет заявил в понедельник, что мост восстановят.", Some("ru"));
        check("Міська рада заявила в понеділок, що міст відновлять після повені.", Some("uk"));
        check("قال مجلس المدينة يوم الاثنين إنه سيعيد بناء الجسر بعد الفيضان", Some("ar"));
        check(
            "市議会は月曜日、洪水の後に橋を再建すると述べた。住民は長い間待っていた。市は来年までに完成させる。",
            Some("ja"),
        );
    }

    #[test]
    fn little_text_and_names_alone_tell_nothing() {
        check("Nairobi 2024", None);
        check("Amina Yusuf, Tomas Orr, Lucia Armendariz, Chen Wei, Oluwaseun Adeyemi", None);
    }
}
