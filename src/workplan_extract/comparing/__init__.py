"""Two plans, or two runs → what was kept, reworded, moved, ticked otherwise, added and dropped. The only home of lap."""
