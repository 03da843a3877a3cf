//! Where keys and secrets are not.

use crate::support::{GOOD, Process, holds};

/// S39, S45: in nothing that it prints after the announcement, and in no file that it leaves,
/// stopped or killed.
#[test]
fn no_key_and_no_secret_is_left_anywhere() {
    for signal in ["TERM", "KILL"] {
        let server = Process::start(&[]);
        let mut hidden = vec![server.key.clone()];
        for at in 0..20 {
            let name = format!("attempt-with-a-name-{at}");
            for body in [GOOD, GOOD, "{}"] {
                let answer = server.attempt(&name, body).expect("an answer");
                let secret = answer.split("\"signingSecret\":\"").nth(1);
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
        let (_, stdout, stderr, folder) = server.end();

        let files = folder.bytes_of_all("sandbox.db");
        assert!(holds(&files, b"Production rights feed"));
        assert!(holds(stderr.as_bytes(), b"POST /v1/webhooks 201"));
        for hidden in &hidden {
            // The part that is random, too: a prefix might be written apart from it.
            let random = hidden.rsplit('_').next().unwrap();
            for part in [hidden.as_str(), random] {
                assert!(!stdout.contains(part) && !stderr.contains(part), "{part}");
                assert!(!holds(&files, part.as_bytes()), "{part}");
            }
        }
    }
}
