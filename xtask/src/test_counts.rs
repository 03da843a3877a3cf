//! Counts of tests, read from the output of the test programs.

use std::ops::AddAssign;

/// How many tests passed, failed and were ignored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TestCounts {
    pub passed: u64,
    pub failed: u64,
    pub ignored: u64,
}

impl TestCounts {
    /// The sum of all `test result:` lines; the runners of cargo and wasm-bindgen write the same ones.
    pub fn parse(output: &str) -> Self {
        let mut sum = Self::default();
        for line in output
            .lines()
            .filter_map(|line| line.trim().strip_prefix("test result: "))
        {
            sum += Self {
                passed: number_before(line, "passed"),
                failed: number_before(line, "failed"),
                ignored: number_before(line, "ignored"),
            };
        }
        sum
    }
}

impl AddAssign for TestCounts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
    }
}

fn number_before(line: &str, unit: &str) -> u64 {
    let words: Vec<&str> = line
        .split([' ', ';', '.'])
        .filter(|word| !word.is_empty())
        .collect();
    words
        .windows(2)
        .find(|pair| pair[1] == unit)
        .and_then(|pair| pair[0].parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::TestCounts;

    #[test]
    fn lines_of_several_programs_add_up() {
        let output = "running 2 tests\ntest result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
            test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 filtered out; finished in 1.2s\n";
        assert_eq!(
            TestCounts::parse(output),
            TestCounts {
                passed: 14,
                failed: 3,
                ignored: 1
            }
        );
    }

    #[test]
    fn output_without_a_result_counts_nothing() {
        assert_eq!(
            TestCounts::parse("error: could not compile\n5 passed"),
            TestCounts::default()
        );
    }
}
