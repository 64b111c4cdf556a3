package dev.signet.cli;

import java.net.URI;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that names the registry. */
final class RegistryOption {
    @Option(
            names = {"-r", "--registry"},
            paramLabel = "URL",
            converter = Address.class,
            defaultValue = "${env:SIGNET_REGISTRY_URL:-http://127.0.0.1:8081}",
            description = "Address of the registry (default: SIGNET_REGISTRY_URL, else http://127.0.0.1:8081).")
    URI address = URI.create("http://127.0.0.1:8081");

    /** Reads an address that a registry can have. */
    static final class Address implements ITypeConverter<URI> {
        @Override
        public URI convert(String written) {
            try {
                URI address = URI.create(written.endsWith("/") ? written.substring(0, written.length() - 1) : written);
                String scheme =
                        address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
                if ((scheme.equals("http") || scheme.equals("https")) && address.getHost() != null) {
                    return address;
                }
            } catch (IllegalArgumentException e) {
                // falls through to the one message
            }
            throw new TypeConversionException("'" + written + "' is not an address like http://127.0.0.1:8081");
        }
    }
}
