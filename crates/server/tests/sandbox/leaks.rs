//! Keys and secrets are not in logs and files.

use crate::support::{GOOD, Process, contains};

/// S39, S45. They are not in the output after the first two lines, and not in the files of a server that was stopped or
/// killed.
#[test]
fn no_key_and_no_secret_in_logs_and_files() {
    for signal in ["TERM", "KILL"] {
        let server = Process::start(&[]);
        let mut hidden = vec![server.key.clone()];
        for at in 0..20 {
            let name = format!("attempt-with-a-name-{at}");
            for body in [GOOD, GOOD, "{}"] {
                let response = server.create_idempotent(&name, body).expect("a response");
                let secret = response.split("\"signingSecret\":\"").nth(1);
                hidden.extend(secret.map(|rest| rest[..70].to_owned()));
            }
            hidden.push(name);
        }
        assert_eq!(hidden.len(), 1 + 20 * 3);
        let wrong_key = format!("sk_test_{}", "5".repeat(64));
        let request = server.request("GET /v1/tenant", "");
        server.exchange(&request.replace(&server.key, &wrong_key));
        hidden.push(wrong_key);
        server.signal(signal);
        let (_, stdout, stderr, folder) = server.wait();

        let files = folder.bytes_of_all("sandbox.db");
        assert!(contains(&files, b"Production rights feed"));
        assert!(contains(stderr.as_bytes(), b"POST /v1/webhooks 201"));
        for hidden in &hidden {
            // The random part alone, too: it could be written without its prefix.
            let random = hidden.rsplit('_').next().unwrap();
            for part in [hidden.as_str(), random] {
                assert!(!stdout.contains(part) && !stderr.contains(part), "{part}");
                assert!(!contains(&files, part.as_bytes()), "{part}");
            }
        }
    }
}
