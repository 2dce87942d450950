package org.tessera.app;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** Starts the server; its flags are the settings. */
@Command(
    name = "start",
    description = {
      "Serve search pages, API, SPARQL endpoint and linked data until Ctrl-C.",
      "An empty data folder is filled with the bundled records of every source."
    },
    footer = {
      "",
      "Each setting may also stand in DATA/tessera.yaml, as in 'port: 9090', or in the",
      "environment, as in TESSERA_PORT=9090. Flags win over the environment, and that over",
      "the file. JAVA_OPTS and TESSERA_JAVA_OPTS hold options of Java, such as -Xmx1g."
    })
final class StartCommand implements Callable<Integer> {
  /** The server's threads keep the process alive; nothing exits it but a signal. */
  static final int SERVING = -1;

  @Mixin Commands.Shared shared = new Commands.Shared();
  @Spec CommandSpec spec = CommandSpec.create();

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new StartCommand());
    for (Setting setting : Setting.values()) {
      boolean bare = setting.form() == Setting.Form.SWITCH;
      line.getCommandSpec()
          .addOption(
              OptionSpec.builder(setting.flag())
                  .arity(bare ? "0" : "1")
                  .type(bare ? boolean.class : String.class)
                  .paramLabel(setting.form().isNumber() ? "N" : "TEXT")
                  .description(meaning(setting))
                  .build());
    }
    return line;
  }

  @Override
  public Integer call() {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      if (spec.commandLine().getParseResult().hasMatchedOption(setting.flag())) {
        Object value = spec.commandLine().getParseResult().matchedOptionValue(setting.flag(), "");
        flags.put(
            setting,
            setting.form() == Setting.Form.SWITCH
                ? String.valueOf(setting.preset().equals("false"))
                : String.valueOf(value));
      }
    }
    Settings settings = Settings.load(shared.data, System.getenv(), flags);
    DataFolder folder =
        DataFolder.take(settings.data(), "start").orElseThrow(() -> taken(settings));
    Server.start(folder, settings);
    return SERVING;
  }

  private static ClearError taken(Settings settings) {
    Optional<DataFolder.Server> server = DataFolder.server(settings.data());
    return server
        .map(running ->
            new ClearError(
                "Tessera already serves %s at %s (process %d)"
                    .formatted(settings.data(), running.address(), running.pid())))
        .orElseGet(() -> Desks.taken(settings.data(), DataFolder.holder(settings.data())));
  }

  private static String meaning(Setting setting) {
    return switch (setting.flag()) {
      case "--no-samples" -> "leave an empty data folder empty";
      case "--no-limits" -> "lift the limits of requests, for measurements";
      default ->
          setting.meaning()
              + (setting.preset().isEmpty() || setting.form() == Setting.Form.SWITCH
                  ? ""
                  : " (" + setting.preset() + ")");
    };
  }
}
