use std::slice::from_ref;

use contract::advice::NotPublic;
use contract::{Advice, Level};

use crate::advice::{advice, is_advised};

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Names that are not public, with the reason.
const NAMES: &[(NotPublic, &[&str])] = &[
    (NotPublic::SingleLabel, &["nas", "lan", "example"]),
    (NotPublic::Localhost, &["localhost", "a.localhost"]),
    (NotPublic::Local, &["nas.local", "a.pay.svc.cluster.local"]),
    (
        NotPublic::Internal,
        &["host.docker.internal", "ip-10-0-0-5.ec2.internal"],
    ),
    (
        NotPublic::PrivateName,
        &[
            "nas.lan",
            "recv.pay.svc",
            "home.arpa",
            "nas.home.arpa",
            "a.service.arpa",
            "hooks.corp",
            "a.home",
            "a.mail",
            "a.intranet",
            "a.private",
            "localhost.localdomain",
            "a.consul",
            "a.workgroup",
            "NAS.LAN.",
        ],
    ),
    (
        NotPublic::ReservedName,
        &[
            "shop.test",
            "x.invalid",
            "a.example",
            "a.alt",
            "ipv4only.arpa",
            "a.resolver.arpa",
        ],
    ),
    (NotPublic::Onion, &["abc.onion"]),
    (
        NotPublic::LoopbackName,
        &[
            "localtest.me",
            "a.b.localtest.me",
            "lvh.me",
            "x.lvh.me",
            "a.vcap.me",
            "a.ddev.site",
            "a.lndo.site",
            "a.lcl.host",
            "127-0-0-1.org.uk",
        ],
    ),
    (
        NotPublic::HoldsAddress,
        &[
            "127.0.0.1.nip.io",
            "app.10.8.0.1.nip.io",
            "app-192-168-1-250.nip.io",
            "10-0-0-1.a.sslip.io",
            "7f000001.nip.io",
            "app-c0a801fc.nip.io",
            "172.16.0.1.xip.io",
            "0--1.sslip.io",
            "fe80--1.sslip.io",
            "www.fd00--5.sslip.io",
            "0--ffff-a00-1.backname.io",
            "64-ff9b--a9fe-a9fe.backname.io",
            "192-168-1-5.my.local-ip.co",
            "169.254.169.254.nip.io",
            "100.64.0.1.traefik.me",
            "127.0.0.1.nip.io.",
            "10-0-0-5.0123456789abcdef0123456789abcdef.plex.direct",
        ],
    ),
];

#[test]
fn names_that_are_not_public_have_a_reason() {
    for &(reason, hosts) in NAMES {
        for host in hosts {
            let given = advice(&format!("https://{host}/hook"));
            let found = given.iter().find_map(|advice| match advice {
                Advice::NotPublic { reason, .. } => Some(*reason),
                _ => None,
            });
            assert_eq!(found, Some(reason), "{host}");
        }
    }
}

#[test]
fn names_that_may_be_public_get_no_advice() {
    for host in [
        "lan.iana.org",
        "plan.com",
        "svc.iana.org",
        "home.iana.org",
        "test.com",
        "8.8.8.8.nip.io",
        "app-8-8-8-8.nip.io",
        "08080808.nip.io",
        "2606-4700--1111.sslip.io",
        "2a01-4f8-10-0-0-1--2.sslip.io",
        "nip.io",
        "www.nip.io",
        "1.2.3.nip.io",
        "127.0.0.1.notnip.io",
    ] {
        assert_eq!(advice(&format!("https://{host}/hook")), [], "{host}");
    }
}

#[test]
fn name_that_documents_use_is_a_warning() {
    is_advised(
        "https://hooks.example.com/x",
        &Advice::Documentation {
            domain: "example.com",
        },
        "Names in example.com are for documents: no endpoint has one. Use the host name of your endpoint.",
    );
    for domain in ["example.com", "example.net", "example.org"] {
        let given = Advice::Documentation { domain };
        assert_eq!(advice(&format!("https://{domain}/")), from_ref(&given));
        assert_eq!(given.level(), Level::Warning);
    }
    assert_eq!(advice("https://notexample.com/"), []);
    assert_eq!(advice("https://example.com.iana.org/"), []);
}
