package io.tradecache.launcher;

import io.javalin.util.JavalinBindException;
import io.tradecache.core.port.PortException;
import io.tradecache.embedded.EmbeddedServerException;
import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what ended a command into lines that say what to do next, and an exit code. Stateless and thread-safe. */
final class Failures implements IExecutionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        if (failure instanceof InvalidSettingsException invalid) {
            err.println("These settings cannot be used:");
            invalid.problems().forEach(problem -> err.println("  " + problem));
            err.println("See: " + name + " --help");
            return CommandLine.ExitCode.USAGE;
        }
        if (failure instanceof InvalidFileException invalid) {
            err.println(invalid.getMessage() + ":");
            invalid.problems().forEach(problem -> err.println("  " + problem));
            return CommandLine.ExitCode.SOFTWARE;
        }
        err.println(name + " failed: " + explained(failure));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String explained(Exception failure) {
        if (failure instanceof EmbeddedServerException) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof JavalinBindException) {
            return failure.getMessage() + ": stop what listens there, or choose another with --port";
        }
        if (failure instanceof PortException.Unavailable) {
            return failure.getMessage() + ": is it running, and is its URL right? `tradecache doctor` checks both";
        }
        LOG.error("Unexpected failure", failure);
        return failure + "; the log has the details";
    }
}
