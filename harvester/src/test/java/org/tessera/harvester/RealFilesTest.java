package org.tessera.harvester;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The providers' own files, whole: more than may be bundled. The counts are those that the files'
 * collectors took by script, see {@code data/README.md} beside the files.
 */
@Tag("slow")
class RealFilesTest {
  @TempDir Path temporary;

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // source, folder, records, of these quarantined, marked as deleted by the source
    "fr-reva, fr-reva/certifications.csv, 243, 0, 0",
    "fr-rncp, fr-rncp, 34, 0, 0",
    "fr-rs, fr-rncp, 48, 0, 0",
    "fr-bcn, fr-bcn, 3923, 0, 0",
    "uk-apprenticeship-frameworks, uk-apprenticeship-frameworks, 776, 0, 0",
    "us-nj-etpl, us-nj-etpl, 3270, 0, 286",
    "esco, esco, 16427, 0, 0",
    "ec2u, ec2u, 139, 0, 0",
    "za-saqa, za-saqa, 214, 0, 0",
    "au-microcredseeker, au-microcredseeker, 96, 0, 0",
    "ca-ecampusontario, ca-ecampusontario, 242, 0, 0",
    "es-microcredentials, es-microcredentials, 103, 0, 0",
    "coursera, mooc-catalogues, 6302, 0, 0",
    "edx, mooc-catalogues, 974, 0, 0",
    "mooc, mooc, 1752, 0, 0",
    "mooc, moochub/instances/courses.json, 4, 0, 0",
    "class-central, mooc-catalogues, 11209, 0, 0",
    "udemy, mooc-catalogues, 3672, 0, 0",
    "udacity, mooc-catalogues, 263, 0, 0",
    "br-etec, br-etec, 102, 0, 0",
    "mit-learn, mit-learn, 197, 0, 0",
    "mit-learn, mit-ocw, 19, 0, 0",
    "credly, credly, 82356, 0, 0",
    "sg-skillsfuture, sg-skillsfuture, 75, 0, 0",
    "lt-kursuok, lt-kursuok, 27, 0, 0",
    "fr-cpf, fr-cpf, 24, 0, 0",
    "ke-knqa, ke-knqa, 859, 0, 0",
    "mu-mqa, mu-mqa, 45, 0, 0",
    "sz-esheq, sz-esheq, 45, 0, 0",
    // one row of a training cycle without the code of its qualification
    "es-cncp, es-cncp, 367, 1, 0",
    "au-tga, au-tga, 433, 0, 0",
    "amb, amb/20231019/examples, 12, 0, 0",
    "de-weiterbildung, de-weiterbildung, 20, 0, 0",
    "fr-esr, fr-esr, 17469, 0, 0",
    // two ids that files of different titles share
    "ooapi, nl-rio, 32, 2, 0",
    // records of several files and tables, grouped by key
    "uk-ofqual, uk-ofqual, 5293, 0, 0",
    "nz-nzqa, nz-nzqa, 14181, 0, 0",
    "fi-opintopolku, fi-opintopolku, 80, 0, 0",
    "oecd, oecd, 14, 0, 0",
    "unesco-uis, unesco-uis, 15, 0, 0",
    "holoniq, holoniq, 27, 0, 0",
    "pomisa, pomisa, 26, 0, 0",
    // 36 files that are no JSON; 13 resources of outcome data and others that are no records
    "us-credential-engine, ctdl, 2822, 49, 0",
    // one file that is no JSON; 70 sets of correspondences and a project
    "us-credential-engine, credential-engine, 72, 1, 0",
    // 14 schemes with 120 concepts, the exchange model, 9 statements, 3 examples of the exchange
    // format
    "acqf, acqf, 147, 0, 0",
    // structures and data; 20 messages without either (metadata, hierarchies, constraints, code
    // lists
    // that nothing uses, footers), with a reference to nothing, or of several measures
    "sdmx, sdmx, 44, 20, 0",
    "eu-edc, elm/Credentials, 2, 0, 0",
    "eu-edc, elm/rdf/samples, 1, 0, 0",
    "eu-edc, elm-mynextid, 6, 0, 0",
    "eu-elm, elm/xsd/loq/loq.xml, 4, 0, 0",
  })
  void everyRecordIsTaken(String source, String files, long seen, long quarantined, long deleted)
      throws IOException {
    Path from = Path.of(System.getProperty("tessera.shared", "../shared"), "data", files);
    assumeTrue(Files.exists(from), "skipped: the providers' files are not at " + from);
    try (TestRegistry registry = new TestRegistry(Files.createDirectories(temporary))) {
      HarvestReport report =
          registry.harvester.harvest(
              new HarvestRequest(source, Optional.of(from.toString()), true, true, true, false),
              HarvestListener.NONE);
      assertEquals(Optional.empty(), report.failure());
      assertEquals(quarantined, report.quarantined(), () -> "" + report.problems());
      assertEquals(deleted, report.skipped());
      assertEquals(seen, report.seen());
      assertEquals(seen - quarantined - deleted, report.added());
    }
  }
}
