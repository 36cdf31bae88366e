/* test_leaf.c: the bytes of a leaf, and what an event was from its canonical bytes. */
#include "rule/leaf.h"

#include <string.h>

#include "rule/canon.h"

static const char *const hex =
#include "canon_vector.inc"
    ;

static GByteArray *event_bytes(void)
{
    GByteArray *bytes = g_byte_array_new();

    for (size_t i = 0; hex[i] != '\0'; i += 2) {
        guint8 byte = (guint8)(g_ascii_xdigit_value(hex[i]) << 4 | g_ascii_xdigit_value(hex[i + 1]));
        g_byte_array_append(bytes, &byte, 1);
    }
    return bytes;
}

/* version, then each field after its presence and its length. */
static void test_bytes(void)
{
    static const uint8_t want[] = { 1, 1, 0, 0, 0, 2, 'e', 'v', 1, 0, 0, 0, 32 };
    g_autoptr(GByteArray) leaf = g_byte_array_new();
    Hash mac = { { 7 } };

    leaf_write(leaf, "ev", 2, &mac, NULL);
    g_assert_cmpuint(leaf->len, ==, sizeof want + HASH_BYTES + 1);
    g_assert_cmpmem(leaf->data, sizeof want, want, sizeof want);
    g_assert_cmpmem(leaf->data + sizeof want, HASH_BYTES, mac.bytes, HASH_BYTES);
    g_assert_cmpuint(leaf->data[leaf->len - 1], ==, 0);
}

/* A state that is not known is not a state of zeros. */
static void test_state(void)
{
    g_autoptr(GByteArray) without = g_byte_array_new();
    g_autoptr(GByteArray) with = g_byte_array_new();
    Hash mac = { { 7 } }, zero = { 0 };
    Leaf leaf;

    leaf_write(without, "ev", 2, &mac, NULL);
    leaf_write(with, "ev", 2, &mac, &zero);
    g_assert_true(leaf_read(without->data, without->len, &leaf) && !leaf.has_state);
    g_assert_true(leaf_read(with->data, with->len, &leaf) && leaf.has_state);
    g_assert_cmpmem(leaf.event, leaf.event_bytes, "ev", 2);
    g_assert_cmpmem(&leaf.mac, sizeof mac, &mac, sizeof mac);
}

static void test_short(void)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    Hash mac = { { 7 } }, state = { { 8 } };
    Leaf leaf;

    leaf_write(bytes, "ev", 2, &mac, &state);
    for (guint n = 0; n < bytes->len; n++) {
        g_autofree guint8 *part = g_memdup2(bytes->data, n); /* so that a read behind it is seen */
        g_test_message("%u of %u bytes", n, bytes->len);
        g_assert_false(leaf_read(part, n, &leaf));
    }
    g_byte_array_append(bytes, (const guint8 *)"", 1);
    g_assert_false(leaf_read(bytes->data, bytes->len, &leaf));
}

static void test_event_again(void)
{
    g_autoptr(GByteArray) bytes = event_bytes();
    g_autoptr(GByteArray) again = g_byte_array_new();
    g_autoptr(Mem) mem = mem_new();
    CanonEvent event;

    g_assert_true(canon_read(mem, bytes->data, bytes->len, &event));
    g_assert_cmpstr(event.actor, ==, "王磊");
    g_assert_cmpint(event.entity_seq, ==, 3);
    canon_write(again, &event);
    g_assert_cmpmem(again->data, again->len, bytes->data, bytes->len);
}

/* Cut anywhere, it is no event; and one that reads is written the same again. */
static void test_event_changed(void)
{
    g_autoptr(GByteArray) bytes = event_bytes();
    CanonEvent event;

    for (guint n = 0; n < bytes->len; n++) {
        g_autoptr(Mem) mem = mem_new();
        g_autofree guint8 *part = g_memdup2(bytes->data, n);
        g_assert_false(canon_read(mem, part, n, &event));
    }
    for (guint bit = 0; bit < bytes->len * 8; bit++) {
        g_autoptr(Mem) mem = mem_new();
        g_autoptr(GByteArray) again = g_byte_array_new();
        bytes->data[bit / 8] ^= (guint8)(1 << bit % 8);
        if (canon_read(mem, bytes->data, bytes->len, &event)) {
            canon_write(again, &event);
            g_test_message("bit %u", bit);
            g_assert_cmpmem(again->data, again->len, bytes->data, bytes->len);
        }
        bytes->data[bit / 8] ^= (guint8)(1 << bit % 8);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/leaf/bytes", test_bytes);
    g_test_add_func("/leaf/state", test_state);
    g_test_add_func("/leaf/short", test_short);
    g_test_add_func("/canon/event again", test_event_again);
    g_test_add_func("/canon/event changed", test_event_changed);
    return g_test_run();
}
