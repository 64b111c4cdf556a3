package dev.signet.schema.avro.resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.schema.avro.RandomBytes;
import dev.signet.schema.avro.RandomData;
import dev.signet.schema.compat.Mismatch;
import dev.signet.schema.compat.Readability;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pinned table of what Avro's checker accepts and its decoder refuses; docs/parity.md shows the same rows. */
class DoubtsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            BRANCH_OF_OTHER_NAMESPACE | {'type':'enum','name':'n.E','symbols':['A']} | ['null',{'type':'enum','name':'m.E','symbols':['A']}]
            BRANCH_OF_OTHER_NAMESPACE | {'type':'fixed','name':'n.F','size':2} | ['null',{'type':'fixed','name':'m.F','size':2}]
            BRANCH_OF_OTHER_NAMESPACE | [{'type':'enum','name':'n.E','symbols':['A']}] | [{'type':'enum','name':'m.E','symbols':['A']},'int']
            ALIAS_IN_OTHER_NAMESPACE | {'type':'record','name':'n.R','fields':[{'name':'a','type':'int'}]} | {'type':'record','name':'m.R','fields':[{'name':'b','type':'int','aliases':['a']}]}
            """)
    void what_avros_decoder_refuses_is_doubted(Mismatch.Rule rule, String writerText, String readerText) {
        Schema writer = schema(writerText);
        Schema reader = schema(readerText);

        Readability readability = Resolution.of(reader, writer);

        assertThat(readability.mismatches()).isEmpty();
        assertThat(readability.doubts()).extracting(Mismatch::rule).containsExactly(rule);
        byte[] payload = RandomBytes.plain(writer, new RandomData(new SplittableRandom(1)).next(writer));
        assertThatThrownBy(() -> RandomBytes.resolved(writer, reader, payload)).isInstanceOf(AvroTypeException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'type':'enum','name':'n.E','symbols':['A']} | ['null',{'type':'enum','name':'m.E','aliases':['n.E'],'symbols':['A']}]
            {'type':'enum','name':'n.E','symbols':['A']} | {'type':'enum','name':'m.E','symbols':['A']}
            {'type':'record','name':'n.R','fields':[]} | ['null',{'type':'record','name':'m.R','fields':[]}]
            {'type':'record','name':'n.R','fields':[{'name':'a','type':'int'}]} | {'type':'record','name':'m.R','aliases':['n.R'],'fields':[{'name':'b','type':'int','aliases':['a']}]}
            {'type':'int','logicalType':'date'} | 'long'
            {'type':'bytes','logicalType':'decimal','precision':4,'scale':2} | {'type':'bytes','logicalType':'decimal','precision':9,'scale':2}
            """)
    void what_avros_decoder_reads_is_not_doubted(String writerText, String readerText) throws IOException {
        Schema writer = schema(writerText);
        Schema reader = schema(readerText);

        assertThat(Resolution.of(reader, writer)).isEqualTo(new Readability(List.of(), List.of()));
        byte[] payload = RandomBytes.plain(writer, new RandomData(new SplittableRandom(1)).next(writer));
        RandomBytes.resolved(writer, reader, payload);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'type':'long','logicalType':'timestamp-millis'} | {'type':'long','logicalType':'timestamp-micros'}
            {'type':'bytes','logicalType':'decimal','precision':4,'scale':2} | {'type':'bytes','logicalType':'decimal','precision':4,'scale':3}
            {'type':'array','items':{'type':'int','logicalType':'date'}} | {'type':'array','items':{'type':'int','logicalType':'time-millis'}}
            """)
    void a_value_that_changes_its_meaning_is_doubted(String writer, String reader) {
        assertThat(Resolution.of(schema(reader), schema(writer)).doubts())
                .extracting(Mismatch::rule)
                .containsExactly(Mismatch.Rule.LOGICAL_TYPE_CHANGED);
    }

    private static Schema schema(String text) {
        return new Schema.Parser().parse(text.replace('\'', '"'));
    }
}
