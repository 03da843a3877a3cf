//! The binary: parses the command line and runs the server.

use std::process::ExitCode;

use server::args::{Command, HELP, parse};

fn main() -> ExitCode {
    let config = match parse(std::env::args_os().skip(1)) {
        Ok(Command::Run(config)) => config,
        Ok(Command::Help) => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("webhook-console-server: {error} (--help lists the options)");
            return ExitCode::from(2);
        }
    };
    match server::serve::run(&config) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("webhook-console-server: {error}");
            ExitCode::FAILURE
        }
    }
}
