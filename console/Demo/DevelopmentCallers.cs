using HourExchange.Contracts.Access;

namespace HourExchange.Console.Demo;

/// <summary>Everybody, by the key of <c>./hx token</c>.</summary>
internal sealed class DevelopmentCallers(string keyFile) : ICallerTokens
{
    public Task<string> Of(string institution, string role, string? subject) =>
        Task.FromResult(Tokens.Sign(keyFile, institution, role, subject ?? (role == Roles.Operator ? "operator" : null)));
}
