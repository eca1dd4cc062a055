using HourExchange.Plumbing.Http;

namespace HourExchange.Interventions.Lines.Keeping;

/// <summary>A line's version as an ETag (RFC 9110).</summary>
internal static class ETags
{
    public static string Of(int version) => IfMatch.ETagOf(version);
}
