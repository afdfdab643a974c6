import ArgumentParser

/// The command line: parses, calls the libraries, gives an exit code. All work is done below.
@main
struct Squall: ParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "squall",
        abstract: "Load-tests and benchmarks WebSocket servers from a JSON scenario.",
        discussion: """
            EXIT CODES
              0    fine
              64   the command line is wrong
              99   a threshold of the scenario does not hold
              103  the run could not begin: machine, result folder or embedded server; or results cannot be compared
              104  the scenario is invalid
              105  interrupted; what was measured is written
              111  the result is INVALID: its figures do not speak of the server
              112  a result is worse than the baseline, beyond the limit and the noise (squall compare)
              113  the run is over, and not all of its files could be written
            """,
        version: "squall \(version)",
        subcommands: [
            RunCommand.self, CompareCommand.self, ValidateCommand.self, PlanCommand.self, ServeCommand.self,
            DoctorCommand.self,
        ])
}
