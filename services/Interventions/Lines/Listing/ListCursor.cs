using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using HourExchange.Plumbing;

namespace HourExchange.Interventions.Lines.Listing;

/// <summary>The last line of a page, as callers carry it: base64url of its day number and its id. Lists are ordered by both.</summary>
internal readonly record struct ListCursor(DateOnly Date, Guid Id)
{
    private const int Size = 4 + 16;

    /// <summary>Before all lines.</summary>
    public static ListCursor Start { get; } = new(DateOnly.MinValue, Guid.Empty);

    /// <summary>After all lines.</summary>
    public static ListCursor End { get; } = new(DateOnly.MaxValue, Guid.AllBitsSet);

    /// <param name="text">Null: the first page.</param>
    public static Decision<ListCursor> Read(string? text, bool newestFirst = false)
    {
        if (text is null)
        {
            return newestFirst ? End : Start;
        }

        var bytes = new byte[Size];
        // One spelling only: what is not what we gave out is refused.
        return text.Length == Base64Url.GetEncodedLength(Size) && Base64Url.DecodeFromChars(text, bytes, out _, out var read) == OperationStatus.Done
            && read == Size && BinaryPrimitives.ReadInt32BigEndian(bytes) is >= 0 and var day && day <= DateOnly.MaxValue.DayNumber
            && new ListCursor(DateOnly.FromDayNumber(day), new Guid(bytes.AsSpan(4), bigEndian: true)) is var cursor && cursor.ToString() == text
                ? cursor
                : Refusal.Malformed("page-invalid", "after is the next of the page before, as it was given.");
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt32BigEndian(bytes, Date.DayNumber);
        Id.TryWriteBytes(bytes[4..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }
}
