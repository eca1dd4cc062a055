namespace HourExchange.Reporting.Projecting;

/// <summary>Facts are kept by generation: reports read the live one, a rebuild fills another, and what happens meanwhile is written into both.</summary>
internal static class Generations
{
    /// <summary>SQL: the generations that are written into, as <c>generation</c>: <c>@generation</c>, or every one that is not left when it is null.</summary>
    public const string Written = "(select number from reporting.generation where left_at is null and (@generation::int is null or number = @generation)) as generation";

    /// <summary>SQL: the one that reports read.</summary>
    public const string Live = "(select number from reporting.generation where live)";
}
