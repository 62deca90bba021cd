//! Whether annotators mark a phrase: what it is made of and what stands around it.

use super::candidate::{Candidate, Sort, is_determiner};
use super::text::{Text, letters, of};
use nutgraf::Tag;
use nutgraf::lexicon;

/// What stands first in a phrase: nothing, `the`, `a`, a pointer, an owner, a number.
pub(super) fn opening(text: &Text, c: &Candidate) -> u32 {
    match text.small(c.first) {
        "the" => 1,
        "a" | "an" => 2,
        "this" | "that" | "these" | "those" | "such" => 3,
        "my" | "your" | "his" | "her" | "its" | "our" | "their" => 4,
        _ if (c.first..c.head).any(|at| text.is_possessive(at)) => 5,
        _ if is_determiner(text, c.first) => 6,
        _ => 0,
    }
}

/// Features of a phrase as one that is marked.
#[expect(clippy::too_many_lines, reason = "a list of what is known, and one of what it makes")]
pub(crate) fn features(text: &Text, c: &Candidate) -> Vec<u32> {
    let s = text.sentence(c.first);
    let (first, end, last, head) = (c.first, c.end, c.end - 1, c.head);
    let before = first.wrapping_sub(1);
    let sort = c.sort as u32;
    let what = if c.sort == Sort::Pronoun { text.word(head, s) } else { 100 + c.kind };
    let opens = opening(text, c);
    let size = ((end - first) as u32).min(9);
    let extended = end > c.run.1 && c.sort != Sort::Pronoun;
    let next = if extended { text.word(c.run.1, s) } else { 0 };
    let second = if extended { text.part(c.run.1 + 1, s) } else { 0 };
    let inner = u32::from(first > c.run.0)
        | u32::from(end < c.run.1) << 1
        | u32::from(extended) << 2
        | u32::from(text.is_possessive(last)) << 3;
    let tail = c.run.1.saturating_sub(end).min(3) as u32;
    let lead = (first - c.run.0.min(first)).min(3) as u32;
    let name = text.name(head).filter(|_| c.sort == Sort::Name);
    let fit = name.map_or(9, |n| u32::from(n.first == first) | u32::from(n.end == end) << 1);
    let named = c.entity.map_or(0, |e| text.named[e as usize].min(5));
    let told = c.entity.map_or(0, |e| text.told[e as usize].min(3));
    let count = text.count(head).min(5);
    let again = (c.elsewhere[0] + c.elsewhere[1]).min(3);
    let many = |is: &dyn Fn(usize) -> bool, most: u32| {
        ((first..end).filter(|&at| is(at)).count() as u32).min(most)
    };
    let commas = many(&|at| text.written(at) == ",", 3);
    let verbs = many(&|at| matches!(text.tag(at), Tag::Verb | Tag::Auxiliary), 3);
    let ands = many(&|at| matches!(text.small(at), "and" | "or"), 2);
    let own = name.map(|n| n.first);
    let others =
        many(&|at| text.name(at).is_some_and(|n| n.first == at && Some(n.first) != own), 2);
    let open = many(&|at| text.written(at) == "(", 2);
    let closed = many(&|at| text.written(at) == ")", 2);
    let brackets = open * 3 + closed;
    let marks = many(&|at| matches!(text.written(at), "\"" | "“" | "”"), 2);
    // Classes, parts of speech and words of the last before, the first, the last, the next.
    let [bc, bm] = text.class(before, s);
    let [ac, am] = text.class(end, s);
    let [hc, hm] = text.class(head, s);
    let [fc, _] = text.class(first, s);
    let [lc, _] = text.class(last, s);
    let (bt, at, ft, lt) =
        (text.part(before, s), text.part(end, s), text.part(first, s), text.part(last, s));
    let (bt2, at2) = (text.part(first.wrapping_sub(2), s), text.part(end + 1, s));
    let (bw, aw) = (text.word(before, s), text.word(end, s));
    let meant = text.meant(first).map_or(0, |m| 1 + m.kind as u32 * 2 + u32::from(m.end == end));
    let block =
        text.a.sentences.get(s as usize).and_then(|s| text.a.article.blocks.get(s.block as usize));
    let place = block.map_or(9, |block| block.kind as u32);
    let early = s.min(3);
    let capital = u32::from(text.written(head).starts_with(char::is_uppercase));
    let role = u32::from(text.known(head).lists_small.has(lexicon::ROLES));
    let spoken = u32::from(text.is_quoted(first));
    let plural = u32::from(text.small(head).ends_with('s'));
    let ending = letters(&text.small(head).chars().rev().take(3).collect::<String>());
    let base = [
        of(1, &[what, size]),
        of(2, &[what, inner]),
        of(3, &[sort, next, second]),
        of(4, &[sort, next, inner]),
        of(5, &[what, bt, ft]),
        of(6, &[sort, lt, at, inner]),
        of(7, &[bw, sort, u32::from(first > c.run.0)]),
        of(8, &[aw, sort, inner]),
        of(9, &[text.word(first, s), sort, size.min(4)]),
        of(10, &[text.word(head, s), opens]),
        of(11, &[hm, opens]),
        of(12, &[bc, fc, u32::from(first > c.run.0)]),
        of(13, &[lc, ac, inner]),
        of(14, &[inner, lead, tail, sort]),
        of(15, &[inner, bt, sort, lead]),
        of(16, &[inner, at, sort, tail]),
        of(17, &[named, sort, inner]),
        of(18, &[count, opens, sort]),
        of(19, &[commas, verbs, u32::from(extended)]),
        of(20, &[commas, ands, at]),
        of(21, &[place, early, sort]),
        of(22, &[spoken, what]),
        of(23, &[meant, sort]),
        of(24, &[meant, what, inner]),
        of(25, &[bt, at, what]),
        of(26, &[what, aw]),
        of(27, &[what, bw]),
        of(28, &[what, am]),
        of(29, &[what, bm]),
        of(30, &[role, opens, inner, capital]),
        of(31, &[others, sort, inner]),
        of(32, &[at, at2, inner]),
        of(33, &[bt2, bt, ft, sort]),
        of(34, &[fit, what, inner]),
        of(35, &[fit, named, bt]),
        of(36, &[brackets, lt]),
        of(37, &[marks, lt, ft]),
        of(38, &[hc, opens, inner]),
        of(39, &[plural, opens, count]),
        of(40, &[ending, opens]),
        of(41, &[text.word(last, s), at]),
        of(42, &[opens, bt, at]),
        of(43, &[opens, capital, inner, sort]),
        of(44, &[bt, fit, tail]),
        of(45, &[what, named, opens, tail]),
        of(46, &[sort]),
        of(48, &[sort, named, told, inner]),
        of(49, &[what, u32::from(named > 1 || told > 0), inner, bt]),
        of(50, &[what, (named + told).min(9), opens]),
        of(51, &[fit, u32::from(named > 1 || told > 0), at, inner]),
        of(52, &[c.elsewhere[0].min(2), c.elsewhere[1].min(2), sort, opens]),
        of(53, &[again, sort, inner, u32::from(end - first > 1)]),
        of(54, &[again, what, opens, fit]),
        of(55, &[again, tail, lead, sort]),
        of(47, &[next, verbs, commas, at]),
    ];
    // Which of them belong together the weights tell: every two are one feature more.
    let values = [
        what,
        sort,
        bt,
        ft,
        lt,
        at,
        bt2,
        at2,
        inner,
        lead,
        tail,
        size.min(5),
        opens,
        (named + told).min(5),
        again,
        count.min(3),
        fit,
        commas * 4 + verbs,
        ands * 3 + others,
        brackets * 3 + marks,
        next,
        hc,
        bc,
        ac,
        lc,
        hm,
        text.style,
        meant,
        early,
        u32::from(extended) * 2 + capital,
    ];
    let mut features = both(&base, text.style);
    features.extend(crossed(400, &values));
    features
}

/// Every two of some values, of one template.
pub(super) fn crossed(template: u32, values: &[u32]) -> Vec<u32> {
    let mut features = Vec::with_capacity(values.len() * values.len() / 2);
    let width = values.len() as u32;
    for (one, &a) in values.iter().enumerate() {
        for (other, &b) in values.iter().enumerate().skip(one + 1) {
            features.push(of(template, &[one as u32 * width + other as u32, a, b]));
        }
    }
    features
}

/// Each feature by itself and in its style.
pub(super) fn both(base: &[u32], style: u32) -> Vec<u32> {
    base.iter().copied().chain(base.iter().map(|&f| of(f, &[style]))).collect()
}
