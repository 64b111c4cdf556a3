package dev.signet.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {
    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void a_code_starts_with_its_status(ErrorCode row) {
        assertThat(Integer.toString(row.code())).startsWith(Integer.toString(row.status()));
    }

    @Test
    void a_refusal_names_the_thing_and_its_value() {
        assertThat(ErrorCode.SUBJECT_NOT_FOUND.refusal("orders-value").message())
                .isEqualTo("Subject 'orders-value' not found.");
        assertThat(ErrorCode.VERSION_SOFT_DELETED.refusal("s", 2).message())
                .isEqualTo("Subject 's' Version 2 was soft deleted.Set permanent=true to delete permanently");
    }

    @Test
    void a_client_finds_the_row_of_a_code() {
        assertThat(ErrorCode.ofCode(ErrorCode.INVALID_SUBJECT.code())).contains(ErrorCode.INVALID_SUBJECT);
        assertThat(ErrorCode.ofCode(1)).isEmpty();
    }
}
