"""Two plans, or two runs → what was kept, reworded, moved, added and dropped. The only home of lap."""
