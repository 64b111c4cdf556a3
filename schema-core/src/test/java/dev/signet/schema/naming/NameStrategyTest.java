package dev.signet.schema.naming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameStrategyTest {

    @Test
    void class_names_are_understood_alone_and_with_their_package() {
        assertThat(NameStrategy.ofClass("TopicRecordNameStrategy")).contains(NameStrategy.TOPIC_RECORD);
        assertThat(NameStrategy.ofClass("io.confluent.kafka.serializers.subject.RecordNameStrategy"))
                .contains(NameStrategy.RECORD);
    }

    @Test
    void a_class_of_another_package_is_somebody_elses() {
        assertThat(NameStrategy.ofClass("com.acme.TopicNameStrategy")).isEmpty();
        assertThat(NameStrategy.ofClass("topicnamestrategy")).isEmpty();
    }
}
