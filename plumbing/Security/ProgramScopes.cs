namespace HourExchange.Plumbing.Security;

/// <summary>Which scopes let a program in, one of them: none keeps programs out. Without it programs that may read are let into what only reads.</summary>
internal sealed record ProgramScopes(IReadOnlyList<string> Scopes);
