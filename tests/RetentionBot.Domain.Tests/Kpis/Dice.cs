namespace RetentionBot.Domain.Tests.Kpis;

/// <summary>Marsaglia's xorshift: the same throws on every machine and runtime.</summary>
internal sealed class Dice(uint seed)
{
    private uint _state = seed;

    /// <returns>0 up to, not including, the number of sides.</returns>
    public int Next(int sides)
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return (int)(_state % (uint)sides);
    }

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[Next(choices.Length)];
}
