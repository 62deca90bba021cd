//! Features of choices: what speaks for and against an entity, or nobody, being meant.
//!
//! Each template has a number; what fills it is mixed into the number of the feature (`key::of`).

use super::anaphor::{Anaphor, Class};
use super::key;
use super::profile::{Profile, Sex};
use super::scene::{Scene, Seen};

/// Features of an entity at most.
const FEATURES: usize = 34;

impl Scene<'_> {
    /// Of an entity as what an anaphor means.
    pub(super) fn features(
        &self,
        anaphor: &Anaphor,
        seen: &Seen,
        rank: u32,
        most: u32,
    ) -> Vec<u32> {
        let default = Profile::default();
        let profile = self.profiles.get(seen.entity as usize).unwrap_or(&default);
        let kind = self.entities.get(seen.entity as usize).map_or(0, |e| e.kind as u32);
        let at = anaphor.tokens.start;
        let here = self.sentence(at);
        let class = anaphor.class.code();
        let group = if anaphor.class.is_pronoun() { class } else { 10 };
        let case = anaphor.case as u32;
        let after = u32::from(seen.token > at);
        let distance = if after == 1 { 8 } else { distance(here, seen.sentence) };
        let near = distance.min(3);
        let rank = rank.min(5);
        let leads = u32::from(seen.leads);
        let opens = u32::from(at == 0 || self.sentence(at - 1) != here);
        let sex = u32::from(profile.sex != Sex::Unknown);
        let speaks = |sentence: u32| {
            u32::from(self.speakers.get(sentence as usize).copied().flatten() == Some(seen.entity))
        };
        let spoken = u32::from(self.is_quoted(at));
        let speech = spoken
            | u32::from(self.is_quoted(seen.token)) << 1
            | speaks(here) << 2
            | speaks(here.wrapping_sub(1)) << 3
            | speaks(here.saturating_add(1)) << 4;
        let count = seen.count.min(3) + u32::from(seen.count > 5) + u32::from(seen.count > 10);
        let top = u32::from(seen.count == most && most > 1);
        let block = |sentence: u32| self.sentences.get(sentence as usize).map(|s| s.block);
        let same_block = u32::from(block(here) == block(seen.sentence));
        let behind = u32::from(self.cluster(seen.end).wide);
        let before = u32::from(self.cluster(seen.token.wrapping_sub(1)).wide);
        let plural = u32::from(profile.plural);
        let chain = seen.by;
        let mut f = Vec::with_capacity(FEATURES);
        f.extend([
            key::of(1, &[class, kind]),
            key::of(2, &[class, sex, near]),
            key::of(3, &[class, distance]),
            key::of(4, &[class, rank]),
            key::of(5, &[group, distance, rank]),
            key::of(6, &[group, leads, near]),
            key::of(7, &[group, case, near, leads, opens]),
            key::of(8, &[group, chain, near]),
            key::of(9, &[group, count]),
            key::of(10, &[group, speech]),
            key::of(11, &[group, top, near]),
            key::of(12, &[group, opens, distance, rank.min(2)]),
            key::of(13, &[case, distance, leads]),
            key::of(14, &[group, behind]),
            key::of(15, &[group, before]),
            key::of(16, &[class, after, opens]),
            key::of(17, &[group, same_block, near]),
            key::of(18, &[class, kind, plural]),
            key::of(19, &[class, kind, near]),
            key::of(20, &[group, case, after]),
        ]);
        if let Class::Head(_) = anaphor.class {
            self.describe(anaphor, seen, kind, near, &mut f);
        }
        f
    }

    /// How the words of a description fit the names and descriptions of an entity.
    fn describe(&self, anaphor: &Anaphor, seen: &Seen, kind: u32, near: u32, f: &mut Vec<u32>) {
        let Some(profile) = self.profiles.get(seen.entity as usize) else { return };
        let class = anaphor.class.code();
        let last = anaphor.tokens.end - 1;
        let head = self.lower(last);
        let in_name = u32::from(profile.names.binary_search(&head).is_ok());
        let in_words = u32::from(profile.words.binary_search(&head).is_ok());
        let (mut named, mut described, mut other) = (0, 0, 0);
        for at in anaphor.tokens.start + 1..last {
            let word = self.lower(at);
            if profile.names.binary_search(&word).is_ok() {
                named += 1;
            } else if profile.words.binary_search(&word).is_ok() {
                described += 1;
            } else {
                other += 1;
            }
        }
        let mut inside = 0;
        for at in anaphor.tokens.clone() {
            if let Some(entity) = self.mention_at(at).and_then(|m| self.entity_of(m)) {
                inside = 1 + u32::from(entity == seen.entity);
            }
        }
        let fit = in_name | in_words << 1;
        let pointer = self.lower(anaphor.tokens.start);
        f.extend([
            key::of(40, &[fit]),
            key::of(41, &[class, fit]),
            key::of(42, &[fit, near]),
            key::of(43, &[head, kind]),
            key::of(44, &[fit, named.min(2), described.min(2), other.min(2)]),
            key::of(45, &[named.min(2), other.min(2)]),
            key::of(46, &[described.min(2), other.min(2)]),
            key::of(47, &[class, profile.types]),
            key::of(48, &[pointer, near]),
            key::of(49, &[other.min(2), near]),
            key::of(52, &[inside]),
            key::of(53, &[inside, class]),
            key::of(50, &[u32::from(self.cluster(last).medium), kind]),
            key::of(51, &[head, profile.types]),
        ]);
    }

    /// Of nobody.
    pub(super) fn features_of_nobody(
        &self,
        anaphor: &Anaphor,
        count: u32,
        nearest: u32,
    ) -> Vec<u32> {
        let class = anaphor.class.code();
        let at = anaphor.tokens.start;
        let end = anaphor.tokens.end;
        let here = self.sentence(at);
        let case = anaphor.case as u32;
        let inside = |at: usize| if self.sentence(at) == here { at } else { usize::MAX };
        let next = self.cluster(inside(end));
        let later = self.cluster(inside(end + 1));
        let before = self.cluster(inside(at.wrapping_sub(1)));
        let opens = u32::from(inside(at.wrapping_sub(1)) == usize::MAX);
        let spoken = u32::from(self.is_quoted(at));
        let length = (end - at).min(5) as u32;
        let mut f = vec![
            key::of(70, &[class]),
            key::of(71, &[class, case]),
            key::of(72, &[class, u32::from(next.coarse)]),
            key::of(73, &[class, u32::from(before.coarse)]),
            key::of(74, &[class, count.min(4)]),
            key::of(75, &[class, nearest]),
            key::of(76, &[class, spoken]),
            key::of(77, &[class, opens, case]),
            key::of(78, &[class, self.lower(inside(end))]),
            key::of(79, &[class, u32::from(later.wide)]),
            key::of(80, &[class, u32::from(next.wide), u32::from(before.wide)]),
        ];
        if let Class::Head(_) = anaphor.class {
            let head = self.lower(end - 1);
            let pointer = self.lower(at);
            f.extend([
                key::of(90, &[head]),
                key::of(91, &[class, pointer]),
                key::of(92, &[class, length]),
                key::of(93, &[pointer, length]),
                key::of(94, &[u32::from(self.cluster(end - 1).medium)]),
                key::of(95, &[self.lower(inside(end))]),
            ]);
        }
        f
    }
}

/// Sentences between, in steps that matter.
pub(super) fn distance(here: u32, there: u32) -> u32 {
    match here.saturating_sub(there) {
        n @ 0..=3 => n,
        4..=5 => 4,
        6..=9 => 5,
        10..=19 => 6,
        _ => 7,
    }
}
