using System.Diagnostics.CodeAnalysis;

namespace HourExchange.Plumbing;

/// <summary>What a pure rule answers: a value, or the refusal.</summary>
public readonly struct Decision<T>
{
    private readonly T? _value;

    private Decision(T? value, Refusal? refusal)
    {
        _value = value;
        Refusal = refusal;
    }

    public Refusal? Refusal { get; }

    public bool IsRefused([NotNullWhen(true)] out Refusal? refusal, [MaybeNullWhen(true)] out T value)
    {
        refusal = Refusal;
        value = _value;
        return refusal is not null;
    }

    /// <summary>Goes on with the value; a refusal stays what it is.</summary>
    public Decision<T> Then(Func<T, Decision<T>> next) => IsRefused(out var refusal, out var value) ? refusal : next(value);

    public static implicit operator Decision<T>(T value) => new(value, null);

    public static implicit operator Decision<T>(Refusal refusal) => new(default, refusal);
}
