using System.Buffers;
using System.Globalization;
using System.Text;

namespace HourExchange.Plumbing.Text;

/// <summary>Writes the fields of a canonical text: JSON in UTF-8 with no spaces, nothing escaped that need not be.</summary>
public static class CanonicalJson
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. "\"\\", .. Enumerable.Range(0, ' ').Select(code => (char)code)]);

    public static void Name(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> name)
    {
        if (text.WrittenSpan[^1] is not ((byte)'{' or (byte)'['))
        {
            text.Write(","u8);
        }

        text.Write("\""u8);
        text.Write(name);
        text.Write("\":"u8);
    }

    public static void Field(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> name, bool? value)
    {
        Name(text, name);
        text.Write(value switch { true => "true"u8, false => "false"u8, null => "null"u8 });
    }

    public static void Field(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> name, long? value)
    {
        Name(text, name);
        if (value is { } given)
        {
            Format(text, given, default);
        }
        else
        {
            text.Write("null"u8);
        }
    }

    /// <summary>UTC with six decimals, 2015-09-01T08:00:00.000000Z: what PostgreSQL stores.</summary>
    public static void Field(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> name, DateTimeOffset instant)
    {
        Name(text, name);
        text.Write("\""u8);
        // The round-trip format has seven decimals, and is several times quicker than a format of one's own.
        instant.UtcDateTime.TryFormat(text.GetSpan(40), out var written, "O", CultureInfo.InvariantCulture);
        text.Advance(written - "0Z".Length);
        text.Write("Z\""u8);
    }

    public static void Field(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> name, string? value)
    {
        Name(text, name);
        if (value is null)
        {
            text.Write("null"u8);
            return;
        }

        text.Write("\""u8);
        var rest = value.AsSpan();
        for (var next = rest.IndexOfAny(Escaped); next >= 0; next = rest.IndexOfAny(Escaped))
        {
            Encoding.UTF8.GetBytes(rest[..next], text);
            Escape(text, rest[next]);
            rest = rest[(next + 1)..];
        }

        Encoding.UTF8.GetBytes(rest, text);
        text.Write("\""u8);
    }

    /// <summary>RFC 8259 asks for these alone.</summary>
    private static void Escape(ArrayBufferWriter<byte> text, char character)
    {
        text.Write("\\"u8);
        if (character is '"' or '\\')
        {
            text.Write([(byte)character]);
            return;
        }

        text.Write("u"u8);
        Format(text, (int)character, "x4");
    }

    public static void Hexadecimal(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> name, byte[] bytes)
    {
        Name(text, name);
        text.Write("\""u8);
        Convert.TryToHexStringLower(bytes, text.GetSpan(bytes.Length * 2), out var written);
        text.Advance(written);
        text.Write("\""u8);
    }

    public static void Formatted<T>(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> name, T value, string format) where T : IUtf8SpanFormattable
    {
        Name(text, name);
        text.Write("\""u8);
        Format(text, value, format);
        text.Write("\""u8);
    }

    /// <summary>Numbers, days, instants, identifiers: none is longer than 40 characters.</summary>
    private static void Format<T>(ArrayBufferWriter<byte> text, T value, ReadOnlySpan<char> format) where T : IUtf8SpanFormattable
    {
        value.TryFormat(text.GetSpan(40), out var written, format, CultureInfo.InvariantCulture);
        text.Advance(written);
    }
}
