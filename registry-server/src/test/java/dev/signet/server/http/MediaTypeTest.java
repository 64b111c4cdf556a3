package dev.signet.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "V1 | */*",
                "V1 | application/*",
                "V1 | application/vnd.schemaregistry.v1+json",
                "V1 | application/vnd.schemaregistry.v1+json, application/vnd.schemaregistry+json, application/json",
                "V1 | application/json;q=0.5, application/vnd.schemaregistry.v1+json;q=0.9",
                "V1 | text/html, */*;q=0.1",
                "UNVERSIONED | application/vnd.schemaregistry+json",
                "JSON | application/json",
                "JSON | Application/JSON; charset=utf-8",
                "JSON | application/xml, text/xml, application/json, application/*+xml, application/*+json",
                "JSON | */*;q=0.1, application/json",
                "UNVERSIONED | */*, application/vnd.schemaregistry.v1+json;q=0",
            })
    void the_best_type_that_a_client_accepts_is_sent(MediaType expected, String accept) {
        assertThat(MediaType.acceptedBy(accept)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "application/json;q=0", "application/json;q=x", ","})
    void a_client_that_accepts_none_of_ours_is_told_so(String accept) {
        assertThat(MediaType.acceptedBy(accept)).isEmpty();
    }

    @Test
    void a_client_that_says_nothing_gets_the_versioned_type() {
        @Nullable String nothing = null;

        assertThat(MediaType.acceptedBy(nothing)).contains(MediaType.V1);
        assertThat(MediaType.reads(nothing)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true | application/vnd.schemaregistry.v1+json",
                "true | application/vnd.schemaregistry+json",
                "true | application/json; charset=utf-8",
                "true | APPLICATION/JSON",
                "true | application/octet-stream",
                "false | text/plain",
                "false | application/xml",
                "false | application/x-www-form-urlencoded",
                "false | ;",
            })
    void bodies_of_four_types_are_read(boolean read, String contentType) {
        assertThat(MediaType.reads(contentType)).isEqualTo(read);
    }
}
