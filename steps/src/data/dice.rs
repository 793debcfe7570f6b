//! Chance that falls the same way for the same seed: `SplitMix64`, a public-domain generator of few lines. Each attempt
//! at a journey has dice of its own, whatever else runs beside it.

/// The dice of one attempt.
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

/// Signs that nobody takes for each other.
const SIGNS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

impl Dice {
    /// The dice of this attempt at this journey in a run with this seed.
    pub(crate) fn new(seed: u64, journey: &str, attempt: u32) -> Self {
        // FNV-1a: the hashers of the standard library may change with its version.
        let mut mixed = 0xcbf2_9ce4_8422_2325_u64;
        for byte in seed.to_le_bytes().into_iter().chain(attempt.to_le_bytes()).chain(journey.bytes()) {
            mixed = (mixed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Self(mixed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 when there is none.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next().checked_rem(end).unwrap_or(0)
    }

    /// One of these.
    pub(crate) fn one_of<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len() as u64) as usize]
    }

    /// So many letters and digits.
    pub(crate) fn word(&mut self, length: usize) -> String {
        (0..length).map(|_| char::from(*self.one_of(SIGNS))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_falls_the_same_way_and_anything_else_another() {
        let fall = |seed, journey, attempt| Dice::new(seed, journey, attempt).word(12);
        assert_eq!(fall(7, "a.feature:3", 1), fall(7, "a.feature:3", 1));
        // Held here so that a new version of the program makes the same data from an old seed.
        assert_eq!(fall(7, "a.feature:3", 1), HELD);
        let others = [fall(8, "a.feature:3", 1), fall(7, "a.feature:4", 1), fall(7, "a.feature:3", 2)];
        assert!(others.iter().all(|other| other != HELD), "{others:?}");
    }

    const HELD: &str = "h9je826h7r77";

    #[test]
    fn every_side_comes_up() {
        let mut dice = Dice::new(1, "", 1);
        let mut seen = [0_u32; 6];
        for _ in 0..600 {
            seen[dice.below(6) as usize] += 1;
        }
        assert!(seen.iter().all(|count| *count > 50), "{seen:?}");
    }
}
