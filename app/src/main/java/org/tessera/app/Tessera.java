package org.tessera.app;

import java.io.PrintStream;
import org.apache.jena.sys.JenaSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The {@code tessera} command. */
public final class Tessera {
  private static final Logger log = LoggerFactory.getLogger(Tessera.class);

  /** Held, since the logging of Java forgets the level of a logger that nobody holds. */
  private static final java.util.logging.Logger LUCENE =
      java.util.logging.Logger.getLogger("org.apache.lucene");

  private Tessera() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    // Jena's vocabularies fail to initialise when one of them is touched before this.
    JenaSystem.init();
    // Lucene advises a faster mode of Java at every start: of use to us, and not to who reads it.
    LUCENE.setLevel(java.util.logging.Level.SEVERE);
    int code = commandLine(System.err).execute(arguments);
    if (code != StartCommand.SERVING) {
      System.exit(code);
    }
  }

  /**
   * The commands.
   *
   * @param err where messages go
   */
  static CommandLine commandLine(PrintStream err) {
    CommandLine line = new CommandLine(new Commands());
    line.addSubcommand(StartCommand.commandLine());
    line.setErr(new java.io.PrintWriter(err, true));
    line.setExecutionStrategy(new CommandLine.RunLast());
    line.setExecutionExceptionHandler((exception, failed, parsed) -> {
      err.println("tessera " + failed.getCommandName() + ": " + message(exception));
      return 1;
    });
    line.setParameterExceptionHandler((exception, arguments) -> {
      CommandLine wrong = exception.getCommandLine();
      if (wrong == line
          && exception instanceof CommandLine.UnmatchedArgumentException unmatched
          && !unmatched.isUnknownOption()) {
        err.println(
            "tessera: There is no command '%s'; there are %s, test"
                .formatted(
                    unmatched.getUnmatched().getFirst(),
                    String.join(", ", line.getSubcommands().keySet())));
        return 1;
      }
      err.println("tessera: " + exception.getMessage());
      err.println("See ./" + wrong.getCommandSpec().qualifiedName() + " --help");
      return 1;
    });
    return line;
  }

  private static String message(Exception exception) {
    if (exception instanceof ClearError) {
      return String.valueOf(exception.getMessage());
    }
    log.debug("Unexpected", exception);
    return "failed unexpectedly, which is a fault of Tessera: " + exception;
  }
}
