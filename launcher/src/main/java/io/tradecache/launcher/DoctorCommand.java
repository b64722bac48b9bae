package io.tradecache.launcher;

import io.tradecache.embedded.EmbeddedServerException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Checks everything that a server needs, a line each, and fails if one of them does. */
@Command(
        name = "doctor",
        description = "Check database, Redis, price feed, clock and calendar: a line each, exit code 1 if one fails.")
final class DoctorCommand extends SettingsCommand {

    DoctorCommand(Map<String, String> environment) {
        super(environment);
    }

    @Override
    int run(Settings settings, Console console) {
        List<Checkup.Finding> findings = findings(settings, console);
        findings.forEach(finding ->
                console.fact(finding.subject(), (finding.ok() ? "ok      " : "FAILED  ") + finding.detail()));
        return findings.stream().allMatch(Checkup.Finding::ok) ? 0 : 1;
    }

    private static List<Checkup.Finding> findings(Settings settings, Console console) {
        Clock clock = Clock.systemUTC();
        try (Backends backends = Backends.open(settings, console::step)) {
            return new Checkup(clock).of(backends, settings);
        } catch (EmbeddedServerException.DataDirectoryInUse e) {
            return new Checkup(clock).ofRunning(settings);
        }
    }
}
