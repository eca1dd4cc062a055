namespace HourExchange.Interventions.Lines.Domain;

/// <summary>Fields of <see cref="LineContent"/> that change; null leaves a field as it is.</summary>
public sealed record LineChanges
{
    public DateOnly? Date { get; init; }
    public string? LendingInstitution { get; init; }
    public string? ReceivingInstitution { get; init; }
    public string? Contributor { get; init; }
    public string? Domain { get; init; }
    public string? Nature { get; init; }
    public string? Title { get; init; }
    public decimal? Quantity { get; init; }
    public string? Unit { get; init; }
    public string? Sourcing { get; init; }
    public bool? EmployerInformed { get; init; }
    public string? Regime { get; init; }
    public string? Programme { get; init; }
    public string? Expertise { get; init; }
    public string? Place { get; init; }

    public LineContent ApplyTo(LineContent content)
    {
        var changed = content with { };
        foreach (var change in typeof(LineChanges).GetProperties())
        {
            if (change.GetValue(this) is { } value)
            {
                LineFields.Named(change.Name).Set(changed, value);
            }
        }

        return changed;
    }
}
