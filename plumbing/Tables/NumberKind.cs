namespace HourExchange.Plumbing.Tables;

/// <summary>What a number in a cell means to the person who sees it.</summary>
internal enum NumberKind : byte
{
    Plain,
    Date,

    /// <summary>A time of day or a duration, stored as a fraction of a day.</summary>
    Time,
}
