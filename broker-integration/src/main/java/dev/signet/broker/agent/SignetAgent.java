package dev.signet.broker.agent;

import dev.signet.broker.append.AppendGuard;
import dev.signet.broker.append.AppendGuards;
import dev.signet.broker.append.AppendWeaver;
import dev.signet.broker.append.RequestClients;
import dev.signet.broker.append.TopicConfigs;
import dev.signet.broker.append.WeavingException;
import dev.signet.broker.directory.RegistryDirectory;
import dev.signet.broker.policy.PolicyDefaults;
import dev.signet.broker.policy.PolicyKeys;
import dev.signet.broker.report.MetricsEndpoint;
import dev.signet.broker.report.Reporting;
import dev.signet.broker.report.Situation;
import dev.signet.broker.report.ValidationReport;
import dev.signet.client.HttpSchemaRegistry;
import dev.signet.client.HttpSignetRegistry;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Validation in a stock broker: what {@code -javaagent:signet-broker-agent.jar=http://registry:8081} starts. On a node
 * that is a controller only it stands ready in front of logs that no client writes to.
 */
public final class SignetAgent {

    private SignetAgent() {}

    /**
     * Called before the broker's {@code main}. A broker that cannot be guarded does not start: the reason goes to
     * standard error, and the process ends with 1.
     *
     * @param argument where the registry is, or a file that says so: {@link AgentSettings#read}
     */
    public static void premain(@Nullable String argument, Instrumentation instrumentation) {
        try {
            start(argument == null ? "" : argument, System.getenv(), instrumentation);
        } catch (WeavingException | IllegalArgumentException unfit) {
            System.err.println(unfit.getMessage());
            // exit() would wait for a JVM that is not up yet
            Runtime.getRuntime().halt(1);
        }
    }

    private static void start(String argument, Map<String, String> environment, Instrumentation instrumentation) {
        AgentSettings settings = AgentSettings.read(argument, environment, PolicyKeys.names());
        PolicyDefaults defaults = defaults(settings);
        // first of what touches Kafka: it must find the log's class not loaded yet
        AppendWeaver.weaveOnLoad(instrumentation);
        TopicConfigs.define();
        RegistryDirectory directory =
                new RegistryDirectory(new HttpSchemaRegistry(settings.registry()), settings.schemas());
        ValidationReport report = new ValidationReport(RequestClients::ofThisThread);
        AppendGuards.attachEverywhere(new AppendGuard(directory, defaults, report, report));
        tell(settings, report, new Situation(new RunningNode(), AppendWeaver::isWoven, defaults, directory::state));
    }

    /** Until the process ends. */
    private static void tell(AgentSettings settings, ValidationReport report, Situation situation) {
        Reporting reporting = Reporting.start(
                report,
                situation,
                new HttpSignetRegistry(settings.registry()),
                settings.reports().interval());
        settings.reports().metrics().ifPresent(address -> MetricsEndpoint.start(address, reporting::metrics));
    }

    private static PolicyDefaults defaults(AgentSettings settings) {
        try {
            return PolicyDefaults.of(settings.others());
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException(
                    "Signet's agent cannot use what is set for topics: " + unfit.getMessage(), unfit);
        }
    }
}
