package dev.signet.cli;

import dev.signet.broker.append.AppendWeaver;
import dev.signet.cli.up.AllInOne;
import dev.signet.cli.up.UpSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "up",
        description = "Run everything in one process: the registry on a PostgreSQL of its own, and an Apache Kafka log"
                + " that lets no record in that breaks its topic's schema. Ctrl-C stops it.")
final class UpCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    UpOptions options = new UpOptions();

    UpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        Run run = new Run(session.console());
        UpSettings settings = options.settings();
        // Before anything of Kafka's is touched: the hook is woven into a class of Kafka's that must not be loaded yet.
        AppendWeaver.weave();
        AllInOne all = AllInOne.prepare(settings);
        Logs.alsoTo(all.folder().resolve("signet.log"));
        run.stopAtTheEnd(all::close);
        all.start();
        session.console().warnIfOpen(settings.host());
        run.ready(options.registry() + ", log " + settings.host() + ":" + settings.kafkaPort() + " (Apache Kafka "
                + new Build().kafka() + ", validation on), data in "
                + all.folder().path() + ". Ctrl-C stops it.");
        return run.untilStopped();
    }
}
