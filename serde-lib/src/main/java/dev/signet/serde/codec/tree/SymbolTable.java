package dev.signet.serde.codec.tree;

import java.util.List;

/** The indexes of an enum's symbols: a hash table without objects, most of which are found at the first look. Immutable. */
public final class SymbolTable {
    private final String[] slots;
    private final int[] indexes;

    SymbolTable(List<String> symbols) {
        int size = Integer.highestOneBit(Math.max(4, symbols.size() * 4));
        slots = new String[size];
        indexes = new int[size];
        for (int i = 0; i < symbols.size(); i++) {
            int slot = symbols.get(i).hashCode() & size - 1;
            while (slots[slot] != null) {
                slot = slot + 1 & size - 1;
            }
            slots[slot] = symbols.get(i);
            indexes[slot] = i;
        }
    }

    /**
     * The index of a symbol.
     *
     * @throws NullPointerException if it is not one of them
     */
    public int index(String symbol) {
        int last = slots.length - 1;
        int slot = symbol.hashCode() & last;
        while (!slots[slot].equals(symbol)) {
            slot = slot + 1 & last;
        }
        return indexes[slot];
    }
}
