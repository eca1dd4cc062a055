namespace HourExchange.Portal.Interventions.Registering;

/// <summary>The ways in which a line begins, a page each.</summary>
/// <param name="Code">Of its words.</param>
public sealed record RegisterKind(string Code, string Path)
{
    public static readonly RegisterKind Delivered = new("delivered", LinePaths.Register);
    public static readonly RegisterKind Requested = new("requested", LinePaths.Request);
    public static readonly RegisterKind Series = new("series", LinePaths.Series);
    public static readonly RegisterKind CoTaught = new("co-taught", LinePaths.CoTaught);

    public static readonly RegisterKind[] All = [Delivered, Requested, Series, CoTaught];
}
