package org.tessera.search.page;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tessera.search.Jurisdictions.Fact;
import org.tessera.store.RecordKind;
import org.tessera.store.SourceSummary;

/** Says plainly what is not known of a jurisdiction, and what is old. For one request. */
record ThinEvidence(
    CountryPages.Row row,
    List<SourceSummary> registers,
    List<Fact> facts,
    List<CountryView.Said> says,
    LocalDate today,
    Page page) {
  private static final int OLD_YEARS = 3;

  List<String> sentences() {
    List<String> thin = new ArrayList<>();
    registers(thin);
    if (row.credentials() == 0) {
      thin.add(page.text("thin.no-records"));
    } else {
      says.stream()
          .filter(said -> said.records() < row.credentials())
          .forEach(said ->
              thin.add(
                  said.records() == 0
                      ? page.text("thin.none." + said.field())
                      : page.text(
                          "thin.some." + said.field(),
                          row.credentials() - said.records(),
                          row.credentials())));
    }
    for (RecordKind kind :
        List.of(RecordKind.FRAMEWORK, RecordKind.FUNDING_SCHEME, RecordKind.DEFINITION)) {
      if (row.of(kind) == 0) {
        thin.add(page.text("thin.no-" + kind.id()));
      }
    }
    statements(thin);
    if (row.cubes() == 0) {
      thin.add(page.text("thin.no-figures"));
    }
    return thin;
  }

  private void registers(List<String> thin) {
    if (registers.isEmpty()) {
      thin.add(page.text("thin.no-register"));
    }
    for (SourceSummary register : registers) {
      String name = Sources.name(register, page);
      Optional<LocalDate> heard =
          register.lastRun().map(run -> LocalDate.ofInstant(run.started(), ZoneOffset.UTC));
      if (heard.isEmpty()) {
        thin.add(page.text("thin.register-not-read", name));
      } else if (heard.get().isBefore(today.minusYears(1))) {
        thin.add(page.text("thin.register-old", name, page.messages().date(heard.get())));
      }
    }
  }

  private void statements(List<String> thin) {
    List<Fact> statements =
        facts.stream().filter(fact -> fact.kind() == RecordKind.POLICY_STATEMENT).toList();
    if (statements.isEmpty()) {
      thin.add(page.text("thin.no-policy-statement"));
      return;
    }
    List<String> dates =
        statements.stream()
            .flatMap(fact -> Optional.ofNullable(fact.date()).stream())
            .filter(date -> date.matches("\\d{4}.*"))
            .sorted()
            .toList();
    long undated = statements.size() - dates.size();
    if (!dates.isEmpty()
        && Integer.parseInt(dates.getLast().substring(0, 4)) <= today.getYear() - OLD_YEARS) {
      thin.add(page.text("thin.old-statements", page.messages().partialDate(dates.getLast())));
    }
    if (undated > 0) {
      thin.add(page.text("thin.undated", undated, statements.size()));
    }
  }
}
