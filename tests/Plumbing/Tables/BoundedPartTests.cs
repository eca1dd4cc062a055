using System.Text;
using HourExchange.Plumbing.Tables;

namespace HourExchange.Tests.Plumbing.Tables;

public sealed class BoundedPartTests
{
    [Theory]
    [InlineData(BoundedPart.TagLimit, true)]
    [InlineData(BoundedPart.TagLimit + 1, false)]
    public void Tags_are_counted_whatever_stands_in_them(int tags, bool isRead) => Read(Enumerable.Repeat((byte)'<', tags).ToArray(), isRead);

    [Theory]
    [InlineData(BoundedPart.RunLimitBytes, true)]
    [InlineData(BoundedPart.RunLimitBytes + 1, false)]
    public void A_text_and_a_tag_are_no_longer_than_a_cell_takes(int bytes, bool isRead)
    {
        Read(Encoding.ASCII.GetBytes($"<t>{new string('x', bytes)}</t>"), isRead);
        Read(Encoding.ASCII.GetBytes($"<{new string('x', bytes)}/>"[..(bytes + 1)] + ">"), isRead);
    }

    private static void Read(byte[] part, bool isRead)
    {
        using var bounded = new BoundedPart(new MemoryStream(part), default);
        if (isRead)
        {
            bounded.CopyTo(Stream.Null);
        }
        else
        {
            Assert.Throws<PartTooLargeException>(() => bounded.CopyTo(Stream.Null));
        }
    }
}
