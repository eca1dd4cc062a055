using HourExchange.Interventions.Domain;

namespace HourExchange.Interventions.RegisteringIntervention;

/// <summary>A good line about to be written.</summary>
internal sealed record NewLine(Guid Id, LineToRegister Line, int TaughtMinutes)
{
    public LineDraft Draft => Line.Draft;
}
