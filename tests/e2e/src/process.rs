use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

const START_TIME: Duration = Duration::from_secs(20);

/// A program that runs for as long as this value lives.
pub(crate) struct Process {
    child: Child,
    said: Said,
}

/// What a program wrote, line by line.
type Said = Arc<Mutex<Vec<String>>>;

impl Process {
    #[track_caller]
    pub(crate) fn start(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let said = Said::default();
        listen(child.stdout.take(), &said);
        listen(child.stderr.take(), &said);
        Self { child, said }
    }

    /// What follows `mark` in the first line that has it.
    #[track_caller]
    pub(crate) fn after(&mut self, mark: &str) -> String {
        self.try_after(mark)
            .unwrap_or_else(|lines| panic!("no \"{mark}\" in what the program said: {lines:#?}"))
    }

    /// The same; all that it said when it ends without such a line, or takes too long.
    pub(crate) fn try_after(&mut self, mark: &str) -> Result<String, Vec<String>> {
        let begun = Instant::now();
        loop {
            // Asked before its lines are read: what it said last must not be missed.
            let ended = self.child.try_wait().ok().flatten().is_some();
            let lines = self.lines();
            let found = lines.iter().find_map(|line| line.split_once(mark));
            if let Some((_, rest)) = found {
                return Ok(rest.trim().to_owned());
            }
            if ended || begun.elapsed() > START_TIME {
                return Err(lines);
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        self.said
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn runs(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    pub(crate) fn stop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.stop();
    }
}

fn listen(pipe: Option<impl Read + Send + 'static>, said: &Said) {
    let (pipe, said) = (pipe.expect("a pipe"), Arc::clone(said));
    thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            said.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(line);
        }
    });
}
