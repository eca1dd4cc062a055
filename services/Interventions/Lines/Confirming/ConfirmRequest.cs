namespace HourExchange.Interventions.Lines.Confirming;

/// <param name="Revision">The delivered revision that was looked at; another one meanwhile is a conflict. Null: the present one.</param>
public sealed record ConfirmRequest(int? Revision = null);
