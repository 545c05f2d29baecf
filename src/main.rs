//! Arguments in, exit code out.

fn main() -> std::process::ExitCode {
    ssmr_coach::cli::main()
}
